# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_inward_global_optspecs
    string join \n data-dir= passphrase-file= hidden quick-log today V/version h/help
end

function __fish_inward_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_inward_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_inward_using_subcommand
    set -l cmd (__fish_inward_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c inward -n "__fish_inward_needs_command" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_needs_command" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_needs_command" -l hidden -d 'Open no window: tray and reminders only'
complete -c inward -n "__fish_inward_needs_command" -l quick-log -d 'Open the small window for the day’s log'
complete -c inward -n "__fish_inward_needs_command" -l today -d 'Open the window at Today'
complete -c inward -n "__fish_inward_needs_command" -s V -l version -d 'Show the version'
complete -c inward -n "__fish_inward_needs_command" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_needs_command" -f -a "init" -d 'Create the journal'
complete -c inward -n "__fish_inward_needs_command" -f -a "import" -d 'Read a file or a folder: people, habits, a journal, a calendar, ratings, or an Inward export'
complete -c inward -n "__fish_inward_needs_command" -f -a "export" -d 'Write everything in a form for other programs'
complete -c inward -n "__fish_inward_needs_command" -f -a "log" -d 'Log a day of an experiment'
complete -c inward -n "__fish_inward_needs_command" -f -a "note" -d 'Write a note'
complete -c inward -n "__fish_inward_needs_command" -f -a "search" -d 'Find words written anywhere'
complete -c inward -n "__fish_inward_needs_command" -f -a "evidence" -d 'Show what the days of an experiment say'
complete -c inward -n "__fish_inward_needs_command" -f -a "report" -d 'Make a report as a PDF'
complete -c inward -n "__fish_inward_needs_command" -f -a "schedule" -d 'List the times of a recurrence in a zone, one a line'
complete -c inward -n "__fish_inward_needs_command" -f -a "due" -d 'List what is due now'
complete -c inward -n "__fish_inward_needs_command" -f -a "backup" -d 'Make a copy of the journal and open it to be sure'
complete -c inward -n "__fish_inward_needs_command" -f -a "restore" -d 'Put a copy in place of the journal; what it replaces is kept aside'
complete -c inward -n "__fish_inward_needs_command" -f -a "verify" -d 'Open a copy and read it through; nothing is changed'
complete -c inward -n "__fish_inward_needs_command" -f -a "pause" -d 'Let reminders rest'
complete -c inward -n "__fish_inward_needs_command" -f -a "quick-log" -d 'Open the small window for the day’s log'
complete -c inward -n "__fish_inward_needs_command" -f -a "check" -d 'Look whether the journal is sound'
complete -c inward -n "__fish_inward_using_subcommand init" -l name -d 'Your name, as reports print it' -r
complete -c inward -n "__fish_inward_using_subcommand init" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand init" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand init" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand import" -l undo -d 'Take an earlier import back, by the id that it printed' -r
complete -c inward -n "__fish_inward_using_subcommand import" -l as -d 'What it holds, in place of what is recognised' -r -f -a "ratings\t''
json\t''
vcard\t''
people\t''
loop\t''
habitbull\t''
day-one\t''
markdown\t''
icalendar\t''"
complete -c inward -n "__fish_inward_using_subcommand import" -l into -d 'The experiment the ratings belong to, by id or exact name' -r
complete -c inward -n "__fish_inward_using_subcommand import" -l new-experiment -d 'Start a new experiment with this title for the ratings' -r
complete -c inward -n "__fish_inward_using_subcommand import" -l better -d 'Which way a column is better; higher when left out. Can be repeated' -r
complete -c inward -n "__fish_inward_using_subcommand import" -l map -d 'What a column of a table of people holds; guessed when left out. Can be repeated' -r
complete -c inward -n "__fish_inward_using_subcommand import" -l dates -d 'Which stands first in dates of people, where it is not clear: day-first or month-first' -r -f -a "day-first\t''
month-first\t''"
complete -c inward -n "__fish_inward_using_subcommand import" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand import" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand import" -l only-good-lines -d 'Take the lines that can be read and leave the others out'
complete -c inward -n "__fish_inward_using_subcommand import" -l dry-run -d 'Tell what would happen and change nothing'
complete -c inward -n "__fish_inward_using_subcommand import" -l yes -d 'Do not ask'
complete -c inward -n "__fish_inward_using_subcommand import" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand export" -l as -d 'In which form: json, csv, markdown or ics; ics for a name that ends so, else json' -r -f -a "json\t''
csv\t''
markdown\t''
ics\t''"
complete -c inward -n "__fish_inward_using_subcommand export" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand export" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand export" -l pseudonymised -d 'As a copy without real names and dates; what may still tell somebody is listed, and the copy says not cleared'
complete -c inward -n "__fish_inward_using_subcommand export" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand log" -l on -d 'The day; today when left out' -r
complete -c inward -n "__fish_inward_using_subcommand log" -l rate -d 'A rating, by the measure’s name. Can be repeated' -r
complete -c inward -n "__fish_inward_using_subcommand log" -l note -d 'A note about the day' -r
complete -c inward -n "__fish_inward_using_subcommand log" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand log" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand log" -l done -d 'It happened'
complete -c inward -n "__fish_inward_using_subcommand log" -l missed -d 'It did not happen'
complete -c inward -n "__fish_inward_using_subcommand log" -l not-applicable -d 'It did not apply that day'
complete -c inward -n "__fish_inward_using_subcommand log" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand note" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand note" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand note" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand search" -l limit -d 'At most so many, newest first' -r
complete -c inward -n "__fish_inward_using_subcommand search" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand search" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand search" -l json -d 'Print one JSON document'
complete -c inward -n "__fish_inward_using_subcommand search" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand evidence" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand evidence" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand evidence" -l json -d 'Print the unrounded figures as one JSON document'
complete -c inward -n "__fish_inward_using_subcommand evidence" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand report" -l on -d 'A day of the week, today when left out' -r
complete -c inward -n "__fish_inward_using_subcommand report" -l from -d 'The first day of a period, in place of its name' -r
complete -c inward -n "__fish_inward_using_subcommand report" -l to -d 'The last day of a period' -r
complete -c inward -n "__fish_inward_using_subcommand report" -l out -d 'Where to; a file that is there is replaced' -r -F
complete -c inward -n "__fish_inward_using_subcommand report" -l paper -d 'a4 or letter; a4 when left out' -r -f -a "a4\t''
letter\t''"
complete -c inward -n "__fish_inward_using_subcommand report" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand report" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand report" -l pseudonymised -d 'With names and places changed; stamped while a word is left to check'
complete -c inward -n "__fish_inward_using_subcommand report" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand schedule" -l rule -d 'The recurrence, such as FREQ=WEEKLY;BYDAY=MO,TU' -r
complete -c inward -n "__fish_inward_using_subcommand schedule" -l start -d 'The first local time' -r
complete -c inward -n "__fish_inward_using_subcommand schedule" -l zone -d 'The zone, such as Europe/Zurich' -r
complete -c inward -n "__fish_inward_using_subcommand schedule" -l count -d 'How many' -r
complete -c inward -n "__fish_inward_using_subcommand schedule" -l from -d 'From this instant on, such as 2026-03-29T00:00:00Z' -r
complete -c inward -n "__fish_inward_using_subcommand schedule" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand schedule" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand schedule" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand due" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand due" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand due" -l json -d 'Print one JSON document'
complete -c inward -n "__fish_inward_using_subcommand due" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand backup" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand backup" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand backup" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand restore" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand restore" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand restore" -l yes -d 'Do not ask'
complete -c inward -n "__fish_inward_using_subcommand restore" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand verify" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand verify" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand verify" -l json -d 'Print one JSON document'
complete -c inward -n "__fish_inward_using_subcommand verify" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand pause" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand pause" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand pause" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand quick-log" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand quick-log" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand quick-log" -l trigger -d 'Ask for a tense moment instead'
complete -c inward -n "__fish_inward_using_subcommand quick-log" -l spoke -d 'Ask for a conversation instead'
complete -c inward -n "__fish_inward_using_subcommand quick-log" -s h -l help -d 'Show this help'
complete -c inward -n "__fish_inward_using_subcommand check" -l data-dir -d 'The folder of the journal; INWARD_DATA_DIR does the same' -r -F
complete -c inward -n "__fish_inward_using_subcommand check" -l passphrase-file -d 'A file whose first line is the passphrase; without it, the passphrase is asked for, or read from standard input' -r -F
complete -c inward -n "__fish_inward_using_subcommand check" -l json -d 'Print one JSON document'
complete -c inward -n "__fish_inward_using_subcommand check" -s h -l help -d 'Show this help'
