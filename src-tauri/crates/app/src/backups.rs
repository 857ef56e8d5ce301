//! Copies of the vault: made, listed, tried, put back, and made by themselves once a day.
//!
//! Files of the vault's own folders can be named freely; any other has to come
//! from a dialog or the command line. Text of the vault is never in a name.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_vault::backup;
use inward_vault::{Backup, BackupReason, Contents, OpenError, VaultError, backup_folder};

use crate::contract::{Area, Nothing};
use crate::dispatch::{App, Call, Caller};
use crate::error::{Code, Trouble};
use crate::keys::{refused, with_typed};
use crate::moment::Moment;
use crate::pseudonym;
use crate::reminders;
use crate::session::{self, Status};
use crate::settings;

/// The row under which the second folder is kept.
const KEY: &str = "backup";

/// Holds what the user chose about copies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Choices {
    /// A second folder, such as one on another disk.
    #[serde(default)]
    second_folder: Option<PathBuf>,
}

/// Names why a copy was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyReason {
    /// The first opening of a day.
    Daily,
    /// Somebody asked for it.
    Asked,
    /// Before a newer version changed the vault.
    Migration,
    /// Before an import.
    Import,
    /// Before a key changed.
    KeyChange,
    /// Before many rows were removed.
    Deletion,
}

impl CopyReason {
    fn of(reason: BackupReason) -> (CopyReason, &'static str) {
        match reason {
            BackupReason::Daily => (CopyReason::Daily, "vault.copy_daily"),
            BackupReason::Asked => (CopyReason::Asked, "vault.copy_asked"),
            BackupReason::Migration => (CopyReason::Migration, "vault.copy_migration"),
            BackupReason::Import => (CopyReason::Import, "vault.copy_import"),
            BackupReason::KeyChange => (CopyReason::KeyChange, "vault.copy_key_change"),
            BackupReason::Deletion => (CopyReason::Deletion, "vault.copy_deletion"),
        }
    }
}

/// Holds a copy as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyRow {
    /// The file.
    pub path: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Why.
    pub reason: CopyReason,
    /// Why, in words.
    pub reason_words: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Holds all there is to know about copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Copies {
    /// The vault's own folder of copies.
    pub folder: String,
    /// The copies in it, latest first.
    pub copies: Vec<CopyRow>,
    /// The second folder; none while the vault is locked or none was chosen.
    pub second_folder: Option<String>,
    /// The copies in it, latest first; none when it cannot be reached now.
    pub second_copies: Option<Vec<CopyRow>>,
    /// Why the last copy by itself was not made, in a sentence.
    pub problem: Option<String>,
}

/// Asks for a copy.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MakeCopy {
    /// A folder or a new file; none takes the vault's own folder.
    #[serde(default)]
    pub path: Option<String>,
}

/// Tells where a copy is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MadeCopy {
    /// The file.
    pub path: String,
    /// In a sentence.
    pub message: String,
}

/// Chooses the second folder.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SecondFolder {
    /// The folder; none ends it. What is there stays there.
    pub path: Option<String>,
}

/// Names a copy and what opens it.
#[derive(Deserialize, TS)]
pub struct CopyFile {
    /// The file.
    pub path: String,
    /// The passphrase, or the recovery key.
    pub passphrase: String,
}

/// Asks for the latest copy that is whole.
#[derive(Deserialize, TS)]
pub struct LastGoodCopy {
    /// The passphrase, or the recovery key.
    pub passphrase: String,
}

/// Tells what is in a copy, or in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyContents {
    /// In a sentence.
    pub words: String,
    /// How many rows of each kind there are.
    pub counts: Vec<(String, u32)>,
    /// When something was last written.
    pub newest_change: Option<DateTime<Utc>>,
    /// Whether the search index is whole; it is built again when it is not.
    pub index_is_whole: bool,
}

/// Tells what putting a copy back would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestorePreview {
    /// What is in the copy.
    pub copy: CopyContents,
    /// What is in the vault now; none when it cannot be read.
    pub present: Option<CopyContents>,
    /// In a sentence.
    pub words: String,
}

/// Tells what putting a copy back did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestoredCopy {
    /// The vault, which is open now.
    pub status: Status,
    /// What is in it.
    pub contents: CopyContents,
    /// Where what it replaced is kept; none when there was nothing.
    pub replaced: Option<String>,
    /// In a sentence.
    pub message: String,
}

/// Holds a copy that was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GoodCopy {
    /// The copy.
    pub copy: CopyRow,
    /// What is in it.
    pub contents: CopyContents,
}

fn row(backup: Backup, call: &Call<'_>) -> CopyRow {
    let (reason, words) = CopyReason::of(backup.reason);
    CopyRow {
        path: backup.path.display().to_string(),
        made_at: backup.made_at,
        reason,
        reason_words: call.say(words, &[]),
        bytes: backup.bytes,
    }
}

fn rows(folder: &Path, call: &Call<'_>) -> Result<Vec<CopyRow>, OpenError> {
    Ok(backup::list(folder)?.into_iter().map(|backup| row(backup, call)).collect())
}

fn shown(contents: &Contents, call: &Call<'_>) -> CopyContents {
    let counts = contents.counts.rows();
    let living: Vec<_> = counts.iter().map(|(kind, n)| (*kind, *n as usize)).collect();
    CopyContents {
        words: call.say_contents(&living),
        counts: counts.into_iter().map(|(kind, n)| (kind.to_owned(), n)).collect(),
        newest_change: contents.newest_change,
        index_is_whole: contents.index_is_whole,
    }
}

impl App {
    fn choices(&self) -> Choices {
        let stored = self.vault.as_ref().map(|vault| vault.read(|reader| reader.setting::<Choices>(KEY)));
        match stored {
            Some(Ok::<_, VaultError>(Some(choices))) => choices,
            _ => Choices::default(),
        }
    }

    /// Makes a copy before a step that is hard to undo; a vault without a row, a
    /// reminder or chosen settings has nothing to copy.
    pub(crate) fn back_up_before(&mut self, reason: BackupReason, call: &Call<'_>) -> Result<(), Trouble> {
        let vault = self.vault(call)?;
        let is_empty = vault.read(|reader| {
            let counts = reader.counts()?.rows();
            let is_set_up = settings::stored(reader)?.set_up;
            Ok::<_, Trouble>(
                !is_set_up && counts.iter().all(|(_, n)| *n == 0) && !reminders::own::is_any_there(reader)?,
            )
        })?;
        if is_empty {
            return Ok(());
        }
        vault.back_up(None, reason, call.moment.now, &|_| true)?;
        backup::thin_out(&backup_folder(&self.folder))?;
        Ok(())
    }

    /// Does once a day what nobody asks for: a copy, a second one elsewhere, and the end of old trash with its traces.
    ///
    /// What goes wrong is kept for the page about copies and tried again at the next call of the next day, or
    /// after the vault was opened again. Answers what changed.
    pub fn keep_house(&mut self, moment: &Moment) -> Option<Area> {
        let outside = Call::new(*moment, Caller::Terminal);
        let call = self.in_the_users_terms(&outside);
        let today = call.moment.today();
        if self.vault.is_none() || self.house_kept_on == Some(today) {
            return None;
        }
        self.house_kept_on = Some(today);
        let copied = self.copy_of_the_day(&call);
        self.copy_problem = copied.err().map(|trouble| trouble.into_app_error(call.language).message);
        let vault = self.vault.as_mut()?;
        let purged = vault.write(|writer| {
            let people = writer.persons_or_trashed()?;
            let purged = writer.purge_old_trash(call.moment.now)?;
            pseudonym::forget_gone(writer, &people, call.moment.now)?;
            Ok(purged)
        });
        let anything_gone = matches!(purged, Ok::<_, Trouble>(purged) if 0 < purged.gone);
        self.traces_left |= anything_gone;
        // While another process reads, the file cannot be built anew; the next day tries again.
        if self.traces_left && vault.erase_traces().is_ok() {
            self.traces_left = false;
        }
        anything_gone.then_some(Area::Everything)
    }

    fn copy_of_the_day(&mut self, call: &Call<'_>) -> Result<(), Trouble> {
        let folder = backup_folder(&self.folder);
        let day = |at: DateTime<Utc>| at.with_timezone(&call.moment.zone).date_naive();
        let second = self.choices().second_folder;
        let vault = self.vault(call)?;
        let latest = match backup::list(&folder)?.into_iter().next() {
            Some(latest) if call.moment.today() <= day(latest.made_at) => latest,
            _ => vault.back_up(None, BackupReason::Daily, call.moment.now, &|_| true)?,
        };
        backup::thin_out(&folder)?;
        if let Some(second) = second {
            match vault.copy_backup(&latest, &second) {
                Ok(_) => _ = backup::thin_out(&second)?,
                Err(OpenError::FileTaken) => {}
                Err(_) => {
                    let path = second.display().to_string();
                    return Err(call.refuse(Code::File, "vault.second_away", &[("path", &path)]));
                }
            }
        }
        Ok(())
    }

    /// Lets a path through that lies in a folder of copies, or that the user chose.
    fn copy_path(&self, path: &str, call: &Call<'_>) -> Result<PathBuf, Trouble> {
        let given = PathBuf::from(path);
        let own = [Some(backup_folder(&self.folder)), self.choices().second_folder];
        let listed = given.parent().is_some_and(|parent| own.iter().flatten().any(|own| own == parent));
        let path = if listed { given } else { call.chosen_path(path)? };
        // Whoever names the key file means the copy beside it.
        let path = match path.to_str().and_then(|text| text.strip_suffix(".backup.key")) {
            Some(stem) => PathBuf::from(format!("{stem}.backup")),
            None => path,
        };
        if !path.is_file() {
            let shown = path.display().to_string();
            return Err(call.refuse(Code::File, "app.file_unreadable", &[("path", &shown)]));
        }
        Ok(path)
    }
}

/// Says of a copy what [`Trouble::Open`] would say of the vault.
fn about_copy(error: OpenError, typed: &SecretString, call: &Call<'_>) -> Trouble {
    let key = match error {
        OpenError::Damaged | OpenError::DatabaseMissing => "vault.copy_damaged",
        OpenError::KeyFileMissing => "vault.copy_key_missing",
        OpenError::KeyFileDamaged => "vault.copy_key_damaged",
        OpenError::AnotherKey => "vault.copy_another_key",
        other => return refused(other, typed, call),
    };
    call.refuse(Code::Damaged, key, &[])
}

pub(crate) fn copies(app: &mut App, _: Nothing, call: &Call<'_>) -> Result<Copies, Trouble> {
    let folder = backup_folder(&app.folder);
    let second = app.choices().second_folder;
    let reachable = second.as_ref().filter(|folder| folder.is_dir());
    Ok(Copies {
        copies: rows(&folder, call)?,
        folder: folder.display().to_string(),
        second_copies: reachable.and_then(|folder| rows(folder, call).ok()),
        second_folder: second.map(|folder| folder.display().to_string()),
        problem: app.copy_problem.clone(),
    })
}

pub(crate) fn make_copy(app: &mut App, input: MakeCopy, call: &Call<'_>) -> Result<MadeCopy, Trouble> {
    let wanted = input.path.as_deref().map(|path| call.chosen_path(path)).transpose()?;
    let now = call.moment.now;
    let vault = app.vault(call)?;
    let path = match wanted {
        Some(file) if !file.is_dir() => {
            vault.back_up_as(&file, call.progress)?;
            file
        }
        folder => vault.back_up(folder.as_deref(), BackupReason::Asked, now, call.progress)?.path,
    };
    let path = path.display().to_string();
    let message = call.say("vault.copy_made", &[("path", &path)]);
    Ok(MadeCopy { path, message })
}

pub(crate) fn choose_second_folder(
    app: &mut App,
    input: SecondFolder,
    call: &Call<'_>,
) -> Result<Copies, Trouble> {
    let second_folder = input.path.as_deref().map(|path| call.chosen_path(path)).transpose()?;
    if let Some(folder) = second_folder.as_ref().filter(|folder| !folder.is_dir()) {
        let path = folder.display().to_string();
        return Err(call.refuse_field_as(Code::File, "path", "vault.no_such_folder", &[("path", &path)]));
    }
    let now = call.moment.now;
    app.vault(call)?
        .write(|writer| writer.put_setting(KEY, &Choices { second_folder }, now).map_err(Trouble::Vault))?;
    let copied = app.copy_of_the_day(call);
    app.copy_problem = copied.err().map(|trouble| trouble.into_app_error(call.language).message);
    copies(app, Nothing {}, call)
}

pub(crate) fn verify_copy(app: &mut App, input: CopyFile, call: &Call<'_>) -> Result<CopyContents, Trouble> {
    let path = app.copy_path(&input.path, call)?;
    let typed = SecretString::from(input.passphrase);
    let contents = with_typed(&typed, |secret| backup::verify(&path, secret, Some(app.folder.as_path())))
        .map_err(|e| about_copy(e, &typed, call))?;
    Ok(shown(&contents, call))
}

pub(crate) fn preview_restore(
    app: &mut App,
    input: CopyFile,
    call: &Call<'_>,
) -> Result<RestorePreview, Trouble> {
    let copy = verify_copy(app, input, call)?;
    let present = app.vault.as_ref().map(|vault| vault.read(|reader| reader.contents()));
    let present = match present {
        Some(Ok::<_, VaultError>(contents)) => Some(shown(&contents, call)),
        _ => None,
    };
    let words = match &present {
        Some(present) => {
            call.say("vault.restore_words", &[("copy", &copy.words), ("present", &present.words)])
        }
        None => call.say("vault.restore_words_only", &[("copy", &copy.words)]),
    };
    Ok(RestorePreview { copy, present, words })
}

pub(crate) fn restore_copy(app: &mut App, input: CopyFile, call: &Call<'_>) -> Result<RestoredCopy, Trouble> {
    let path = app.copy_path(&input.path, call)?;
    let typed = SecretString::from(input.passphrase);
    let (folder, now) = (app.folder.clone(), call.moment.now);
    // Before anything is closed: a wrong passphrase or a damaged copy changes nothing on the screen.
    with_typed(&typed, |secret| backup::verify(&path, secret, Some(folder.as_path())))
        .map_err(|e| about_copy(e, &typed, call))?;
    app.close(&call.moment);
    let restored =
        with_typed(&typed, |secret| inward_vault::restore(&folder, &path, secret, now, call.progress));
    // Also after a refusal: what was open is open again, if it can be.
    let opened = with_typed(&typed, |secret| inward_vault::open(&folder, secret, now));
    let status = opened.map_err(Trouble::Open).and_then(|vault| session::opened(app, vault, call));
    let restored = restored.map_err(|e| about_copy(e, &typed, call))?;
    let status = status?;
    let replaced = restored.replaced.map(|path| path.display().to_string());
    let message = match &replaced {
        Some(path) => call.say("vault.restored_kept", &[("path", path)]),
        None => call.say("vault.restored", &[]),
    };
    Ok(RestoredCopy { status, contents: shown(&restored.contents, call), replaced, message })
}

pub(crate) fn last_good_copy(
    app: &mut App,
    input: LastGoodCopy,
    call: &Call<'_>,
) -> Result<Option<GoodCopy>, Trouble> {
    let typed = SecretString::from(input.passphrase);
    let folder = backup_folder(&app.folder);
    let found =
        with_typed(&typed, |secret| backup::newest_sound(&folder, secret, Some(app.folder.as_path())))
            .map_err(|e| about_copy(e, &typed, call))?;
    Ok(found.map(|(backup, contents)| GoodCopy { copy: row(backup, call), contents: shown(&contents, call) }))
}

/// Names the commands that a copy is made before.
pub(crate) fn comes_before(command: &str) -> Option<BackupReason> {
    match command {
        "import" => Some(BackupReason::Import),
        "undo_import" => Some(BackupReason::Deletion),
        _ => None,
    }
}
