/** The areas of the catalogue that the pages use, in German. A new area is one line here and in the other language. */
export { default as "competency" } from "$messages/de/competency.json";
export { default as "entry" } from "$messages/de/entry.json";
export { default as "evidence" } from "$messages/de/evidence.json";
export { default as "sheet" } from "$messages/de/sheet.json";
export { default as "ui-evidence" } from "$messages/de/ui-evidence.json";
export { default as "ui-frame" } from "$messages/de/ui-frame.json";
export { default as "ui-journal" } from "$messages/de/ui-journal.json";
export { default as "ui-listen" } from "$messages/de/ui-listen.json";
export { default as "ui-log" } from "$messages/de/ui-log.json";
export { default as "ui-people" } from "$messages/de/ui-people.json";
export { default as "ui-practice" } from "$messages/de/ui-practice.json";
export { default as "ui-reflect" } from "$messages/de/ui-reflect.json";
export { default as "ui-reports" } from "$messages/de/ui-reports.json";
export { default as "ui-settings" } from "$messages/de/ui-settings.json";
export { default as "ui-sheet" } from "$messages/de/ui-sheet.json";
export { default as "ui-start" } from "$messages/de/ui-start.json";
export { default as "ui-today" } from "$messages/de/ui-today.json";
