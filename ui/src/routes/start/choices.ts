import type { Language, Weekday } from "../../contract";

/** What the first two pages ask beside the name and the password. */
export interface Choices {
  language: Language;
  /** Null follows the system. */
  zone: string | null;
  workdays: Weekday[];
  quiet_from: string;
  quiet_to: string;
  evening_log_at: string;
  /** Null is the last workday. */
  review_day: Weekday | null;
  review_at: string;
}
