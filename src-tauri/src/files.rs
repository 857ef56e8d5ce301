//! Choosing a file in the dialog of the desktop, and opening one in the program the desktop has for it.
//!
//! What is read or written is the core's business; here a path only becomes
//! "one the user chose". Started programs inherit the network filter, so a file
//! is opened through the desktop portal where there is one.

use std::path::{Path, PathBuf};

use inward_app::contract::Nothing;
use inward_app::exchange::{ChooseFile, ChosenFile, FilePurpose, OpenFile};
use inward_app::{AppError, Caller, Code};
use serde_json::Value;
use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_dialog::DialogExt;

use crate::shell::{Shell, announce};

/// The endings of files that can be taken in; what a file holds is told by its bytes.
const IMPORTED: &[&str] =
    &["csv", "tsv", "txt", "json", "zip", "db", "vcf", "vcard", "ics", "ical", "md", "markdown"];

/// Asks the user for a file; waits for the answer, so it runs off the main thread.
pub fn choose(window: &WebviewWindow, wanted: &ChooseFile) -> ChosenFile {
    let shell = window.state::<Shell>();
    let kind = Kind::of(wanted.purpose, wanted.suggested_name.as_deref());
    let mut dialog = window.dialog().file().set_parent(window).set_title(shell.say(kind.title, &[]));
    if !kind.extensions.is_empty() {
        dialog = dialog.add_filter(shell.say(kind.filter, &[]), kind.extensions);
    }
    if let Some(name) = wanted.suggested_name.as_deref() {
        dialog = dialog.set_file_name(file_name(name));
    }
    let chosen = match wanted.purpose {
        FilePurpose::CopyFolder | FilePurpose::OpenImportFolder => dialog.blocking_pick_folder(),
        _ if kind.saves => dialog.blocking_save_file(),
        _ => dialog.blocking_pick_file(),
    };
    let path = chosen.and_then(|p| p.into_path().ok()).map(|path| match kind.extensions {
        [extension] if kind.saves => with_extension(path, extension, Path::exists),
        _ => path,
    });
    if let Some(path) = &path {
        shell.remember_chosen(path.clone());
    }
    ChosenFile { path: path.map(|p| p.to_string_lossy().into_owned()) }
}

/// Opens a file the user chose before, or shows it among its neighbours.
///
/// # Errors
/// [`Code::NotAllowed`] for any other file, [`Code::File`] when it is not there or nothing opens it.
pub fn open(app: &AppHandle, wanted: &OpenFile) -> Result<Nothing, AppError> {
    let shell = app.state::<Shell>();
    let path = PathBuf::from(&wanted.path);
    if !shell.was_chosen(&path) {
        return Err(shell.refuse(Code::NotAllowed, "app.file_not_chosen", &[]));
    }
    if !path.is_file() {
        return Err(shell.refuse(Code::File, "shell.file_gone", &[("path", &wanted.path)]));
    }
    if if wanted.in_folder { show_outside(&path) } else { open_outside(&path) } {
        return Ok(Nothing {});
    }
    Err(shell.refuse(Code::File, "shell.nothing_opens_it", &[("path", &wanted.path)]))
}

/// Makes a request and opens a mail with it, through the desktop portal; no program is started from here.
///
/// # Errors
/// As the core says, and [`Code::File`] when the text is too long for a link or nothing opens mails.
pub fn open_mail(app: &AppHandle, request: Value) -> Result<Nothing, AppError> {
    let shell = app.state::<Shell>();
    let reply = shell.call(Caller::MainWindow, "ask", request)?;
    if let Some(area) = reply.changed {
        announce(app, area);
    }
    let Some(link) = reply.output["mail_link"].as_str() else {
        return Err(shell.refuse(Code::File, "asking.mail_too_long", &[]));
    };
    if opens_link(link) {
        return Ok(Nothing {});
    }
    Err(shell.refuse(Code::File, "shell.nothing_opens_mail", &[]))
}

#[cfg(target_os = "linux")]
fn opens_link(link: &str) -> bool {
    crate::bus::open_link_by_portal(link).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn opens_link(link: &str) -> bool {
    tauri_plugin_opener::open_url(link, None::<&str>).is_ok()
}

/// Tries the portal, then the desktop's opener, then the file manager; answers whether one took it.
#[cfg(target_os = "linux")]
fn open_outside(path: &Path) -> bool {
    crate::bus::open_by_portal(path).is_ok()
        || tauri_plugin_opener::open_path(path, None::<&str>).is_ok()
        || crate::bus::show_in_file_manager(path).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn open_outside(path: &Path) -> bool {
    tauri_plugin_opener::open_path(path, None::<&str>).is_ok()
}

/// Tries the file manager, then the plain folder; answers whether one took it.
#[cfg(target_os = "linux")]
fn show_outside(path: &Path) -> bool {
    crate::bus::show_in_file_manager(path).is_ok()
        || path.parent().is_some_and(|folder| tauri_plugin_opener::open_path(folder, None::<&str>).is_ok())
}

#[cfg(not(target_os = "linux"))]
fn show_outside(path: &Path) -> bool {
    tauri_plugin_opener::reveal_item_in_dir(path).is_ok()
}

/// Holds what a dialog looks like.
struct Kind {
    title: &'static str,
    filter: &'static str,
    extensions: &'static [&'static str],
    saves: bool,
}

impl Kind {
    fn of(purpose: FilePurpose, suggested_name: Option<&str>) -> Kind {
        match purpose {
            FilePurpose::SaveReport => Kind {
                title: "shell.save_report",
                filter: "shell.files_pdf",
                extensions: &["pdf"],
                saves: true,
            },
            FilePurpose::SaveExport => Kind::of_export(suggested_name.unwrap_or_default()),
            FilePurpose::SaveRequest => Kind {
                title: "shell.save_request",
                filter: "shell.files_request",
                extensions: &["html"],
                saves: true,
            },
            FilePurpose::OpenAnswer => Kind {
                title: "shell.open_answer",
                filter: "shell.files_answer",
                extensions: &["txt", "eml", "html", "htm"],
                saves: false,
            },
            FilePurpose::OpenImport => Kind {
                title: "shell.open_import",
                filter: "shell.files_import",
                extensions: IMPORTED,
                saves: false,
            },
            FilePurpose::OpenImportFolder => {
                Kind { title: "shell.open_import_folder", filter: "", extensions: &[], saves: false }
            }
            FilePurpose::OpenCopy => Kind {
                title: "shell.open_copy",
                filter: "shell.files_copy",
                extensions: &["backup", "db"],
                saves: false,
            },
            FilePurpose::CopyFolder => {
                Kind { title: "shell.copy_folder", filter: "", extensions: &[], saves: false }
            }
        }
    }
}

impl Kind {
    /// An export has one of three forms, and its suggested name says which.
    fn of_export(suggested_name: &str) -> Kind {
        let (filter, extensions): (_, &[&str]) = match suggested_name.rsplit('.').next() {
            Some("zip") => ("shell.files_zip", &["zip"]),
            Some("ics") => ("shell.files_ics", &["ics"]),
            _ => ("shell.files_json", &["json"]),
        };
        Kind { title: "shell.save_export", filter, extensions, saves: true }
    }
}

/// Takes the folders off a suggested name: a suggestion says what, the user says where.
fn file_name(suggested: &str) -> String {
    let name: String =
        suggested.chars().map(|c| if matches!(c, '/' | '\\' | '\0') { ' ' } else { c }).collect();
    name.trim().trim_start_matches('.').to_owned()
}

/// Adds the extension that was left out, unless that would hit a file the dialog did not ask about.
fn with_extension(path: PathBuf, extension: &str, exists: impl Fn(&Path) -> bool) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    let extended = path.with_extension(extension);
    if exists(&extended) { path } else { extended }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggested_name_never_leads_to_another_folder() {
        let cases = [
            ("Goal report.pdf", "Goal report.pdf"),
            ("../../.profile", " .. .profile"),
            ("a/b\\c", "a b c"),
            (".hidden", "hidden"),
        ];
        for (suggested, shown) in cases {
            assert_eq!(file_name(suggested), shown);
        }
    }

    #[test]
    fn the_dialog_of_an_export_asks_for_the_form_its_name_suggests() {
        let cases =
            [("inward.json", "json"), ("inward-tables.zip", "zip"), ("inward.ics", "ics"), ("", "json")];
        for (suggested, extension) in cases {
            let kind = Kind::of(FilePurpose::SaveExport, Some(suggested));
            assert_eq!((kind.extensions, kind.saves), (&[extension][..], true), "{suggested:?}");
        }
    }

    #[test]
    fn a_left_out_extension_is_added_but_never_over_a_file_nobody_asked_about() {
        let cases: &[(&str, bool, &str)] = &[
            ("/home/amir/report", false, "/home/amir/report.pdf"),
            ("/home/amir/report.pdf", true, "/home/amir/report.pdf"),
            ("/home/amir/report", true, "/home/amir/report"),
        ];
        for (typed, there, written) in cases {
            assert_eq!(with_extension(PathBuf::from(typed), "pdf", |_| *there), Path::new(written));
        }
    }
}
