/** The areas of the catalogue that the pages use, in English. A new area is one line here and in the other language. */
export { default as "competency" } from "$messages/en/competency.json";
export { default as "entry" } from "$messages/en/entry.json";
export { default as "evidence" } from "$messages/en/evidence.json";
export { default as "sheet" } from "$messages/en/sheet.json";
export { default as "ui-evidence" } from "$messages/en/ui-evidence.json";
export { default as "ui-frame" } from "$messages/en/ui-frame.json";
export { default as "ui-journal" } from "$messages/en/ui-journal.json";
export { default as "ui-listen" } from "$messages/en/ui-listen.json";
export { default as "ui-log" } from "$messages/en/ui-log.json";
export { default as "ui-people" } from "$messages/en/ui-people.json";
export { default as "ui-practice" } from "$messages/en/ui-practice.json";
export { default as "ui-reflect" } from "$messages/en/ui-reflect.json";
export { default as "ui-reports" } from "$messages/en/ui-reports.json";
export { default as "ui-settings" } from "$messages/en/ui-settings.json";
export { default as "ui-sheet" } from "$messages/en/ui-sheet.json";
export { default as "ui-start" } from "$messages/en/ui-start.json";
export { default as "ui-today" } from "$messages/en/ui-today.json";
