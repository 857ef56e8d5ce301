/** Which lessons are shown, kept in the address so that the way back leads to them. */
import type { Lesson } from "../../contract";
import { href } from "../../router.svelte";

export interface LessonFilter {
  person: string | null;
  /** A skill, by its title. */
  competency: string | null;
}

/** Reads the filter of an address. */
export function lessonFilterOf(query: URLSearchParams): LessonFilter {
  return { person: query.get("person") || null, competency: query.get("skill") || null };
}

/** The address of the lessons with this filter. */
export function lessonsHref({ person, competency }: LessonFilter): string {
  const query = new URLSearchParams();
  if (person !== null) query.set("person", person);
  if (competency !== null) query.set("skill", competency);
  return href("lessons") + (query.size === 0 ? "" : `?${query}`);
}

/** Where a lesson comes from; null when that is no place. */
export function sourceHref({ goal, experiment }: Lesson): string | null {
  if (experiment !== null) return href("experiments", experiment);
  return goal === null ? null : href("practice", goal);
}

/** Every skill of the lessons, by its title. */
export function skillsOf(lessons: readonly Lesson[]): string[] {
  return [...new Set(lessons.flatMap(({ competencies }) => competencies))].toSorted((a, b) => a.localeCompare(b));
}
