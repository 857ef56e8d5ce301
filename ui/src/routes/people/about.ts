import type { Person } from "../../contract";
import { partialDate, say } from "../../words.svelte";

/** Says in one line who somebody is: "Team leader · I am their boss · since July 2025". */
export function about(person: Person): string {
  return [
    person.role,
    say(`ui-people.power.${person.power}`),
    person.known_since === null ? null : say("ui-people.since_said", { when: partialDate(person.known_since) }),
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
