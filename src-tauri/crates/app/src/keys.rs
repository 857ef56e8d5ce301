//! The ways into the vault: passphrase, recovery sheet, and the keyring of this computer.
//!
//! Wherever a passphrase opens something, the recovery key typed in its place
//! does too. What is talked over with a keyring is the shell's business: the
//! functions of [`App`] in here never wait for one, and a window learns of it
//! through the commands that the shell answers.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_vault::keys;
use inward_vault::{
    BackupReason, KeyCost, KeyringKey, OpenError, RecoveryKey, RecoveryProblem, Secret, SlotKind,
};

use crate::contract::Nothing;
use crate::dispatch::{App, Call};
use crate::error::{AppError, Code, Trouble};
use crate::session::{self, Status};

/// How many groups of a sheet are typed again before it counts.
const RETYPED: usize = 2;

/// Holds the keyring of a computer that can open the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Computer {
    /// Its name among the ways in.
    pub id: String,
    /// When it was remembered.
    pub since: Option<DateTime<Utc>>,
    /// Whether it is the one in use.
    pub this_one: bool,
}

/// Tells what opens the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaysIn {
    /// Whether there is a recovery sheet.
    pub recovery: bool,
    /// When it was made.
    pub recovery_since: Option<DateTime<Utc>>,
    /// The computers that open it without a passphrase.
    pub computers: Vec<Computer>,
    /// What was just done, in a sentence; none when nothing was.
    pub message: Option<String>,
}

/// Changes the passphrase.
#[derive(Deserialize, TS)]
pub struct ChangePassphrase {
    /// The present one, or the recovery key.
    pub passphrase: String,
    /// The new one; never stored.
    pub new_passphrase: String,
}

/// Holds a recovery sheet that does not count yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoverySheet {
    /// The title.
    pub title: String,
    /// The key, group by group.
    pub groups: Vec<String>,
    /// What stands under it, one paragraph each.
    pub lines: Vec<String>,
    /// The groups to type again from the printed sheet, counted from 1.
    pub retype: Vec<u8>,
}

/// Makes the sheet that was drawn last count.
#[derive(Deserialize, TS)]
pub struct ConfirmRecoverySheet {
    /// The passphrase, or the recovery key before.
    pub passphrase: String,
    /// The groups that were asked for, in that order.
    pub typed: Vec<String>,
}

/// Names what a way in opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayInKind {
    /// The recovery sheet.
    Recovery,
    /// The keyring of a computer.
    Computer,
}

/// Takes a way in away.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ForgetWayIn {
    /// What it opens with.
    pub kind: WayInKind,
    /// Which computer; none forgets all of them.
    #[serde(default)]
    pub id: Option<String>,
}

/// Lets the keyring of this computer open the journal.
#[derive(Deserialize, TS)]
pub struct RememberComputer {
    /// The passphrase, or the recovery key; never stored.
    pub passphrase: String,
}

/// Names what the keyring of this computer can do for the journal now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyringState {
    /// There is none, or none that this program can talk to.
    Absent,
    /// It is there and does not answer.
    Silent,
    /// It is there and holds no key for this journal.
    Off,
    /// It holds a key that opens this journal.
    On,
    /// It holds a key and is locked itself.
    Locked,
    /// It holds something that does not open this journal.
    Other,
}

/// Tells how the keyring of this computer stands to the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyringView {
    /// What it can do now.
    pub state: KeyringState,
    /// The state in a sentence.
    pub words: String,
    /// What was just done, in a sentence; none when nothing was.
    pub message: Option<String>,
}

/// Holds a key between drawing it and a keyring that takes it; it is wiped when dropped.
pub struct ForKeyring {
    key: KeyringKey,
}

impl ForKeyring {
    /// Returns the name that its slot will have.
    pub fn id(&self) -> &str {
        self.key.id()
    }

    /// Returns the text for the keyring to hold; it is wiped when dropped.
    pub fn text(&self) -> impl Deref<Target = String> + use<> {
        self.key.to_text()
    }
}

/// Holds a sheet between drawing it and typing from it.
pub(crate) struct DrawnSheet {
    key: RecoveryKey,
    /// Counted from 0.
    retype: [usize; RETYPED],
}

/// Does something with whatever the typed text opens: a passphrase, or a recovery key.
pub(crate) fn with_typed<T>(
    typed: &SecretString,
    mut work: impl FnMut(Secret<'_>) -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    if let Ok(key) = RecoveryKey::parse(typed.expose_secret()) {
        match work(Secret::Recovery(&key)) {
            Err(OpenError::WrongRecoveryKey | OpenError::NoRecoveryKey) => {}
            other => return other,
        }
    }
    work(Secret::Passphrase(typed))
}

/// Says that what was typed opens nothing, and where to look again when it looks like a recovery key.
pub(crate) fn refused(error: OpenError, typed: &SecretString, call: &Call<'_>) -> Trouble {
    if !matches!(error, OpenError::WrongPassphrase) {
        return Trouble::Open(error);
    }
    let text = typed.expose_secret();
    let (key, group) = match RecoveryKey::parse(text) {
        Ok(_) => ("vault.wrong_recovery_key", String::new()),
        Err(RecoveryProblem::Group { group }) => ("vault.recovery_group", group.to_string()),
        Err(RecoveryProblem::Length { .. }) => ("app.wrong_passphrase", String::new()),
    };
    call.refuse_field_as(Code::WrongPassphrase, "passphrase", key, &[("group", &group)])
}

impl App {
    /// Finds what a derivation of the key costs, where there is a stopwatch to find it with.
    ///
    /// It is measured once: what the machine can do does not change while the program runs.
    pub(crate) fn wanted_cost(&mut self) -> KeyCost {
        if let Some(stopwatch) = self.stopwatch.take() {
            self.key_cost = inward_vault::key::calibrated(stopwatch);
        }
        self.key_cost
    }

    /// Draws a key for the keyring of this computer; it opens nothing before [`App::remember_on_this_computer`].
    ///
    /// # Errors
    /// [`Code::WrongPassphrase`]: whoever cannot open the vault has nothing to give to a keyring.
    pub fn draw_for_keyring(&self, passphrase: &str, outside: &Call<'_>) -> Result<ForKeyring, AppError> {
        let call = self.in_the_users_terms(outside);
        let typed = SecretString::from(passphrase.to_owned());
        let drawn = with_typed(&typed, |secret| keys::opens(&self.folder, secret))
            .map_err(|e| refused(e, &typed, &call))
            .and_then(|()| Ok(ForKeyring { key: KeyringKey::random()? }));
        drawn.map_err(|trouble| trouble.into_app_error(call.language))
    }

    /// Lets a key that the keyring has taken open the vault from now on.
    ///
    /// # Errors
    /// [`Code::WrongPassphrase`]; nothing has changed then.
    pub fn remember_on_this_computer(
        &mut self,
        passphrase: &str,
        drawn: &ForKeyring,
        outside: &Call<'_>,
    ) -> Result<WaysIn, AppError> {
        let call = self.in_the_users_terms(outside);
        let typed = SecretString::from(passphrase.to_owned());
        let remembered = (|| {
            self.back_up_before(BackupReason::KeyChange, &call)?;
            let now = call.moment.now;
            with_typed(&typed, |secret| keys::put_keyring_key(&self.folder, secret, &drawn.key, now))
                .map_err(|e| refused(e, &typed, &call))?;
            self.this_computer = Some(drawn.key.id().to_owned());
            ways(self, Some(call.say("vault.computer_remembered", &[])))
        })();
        remembered.map_err(|trouble| trouble.into_app_error(call.language))
    }

    /// Lists the names under which a keyring may hold a key for this vault; none where there is no vault.
    pub fn keyring_names(&self) -> Vec<String> {
        let slots = keys::ways_in(&self.folder).unwrap_or_default();
        let of_keyrings = slots.into_iter().filter(|slot| slot.kind == SlotKind::Keyring && !slot.damaged);
        of_keyrings.filter_map(|slot| slot.id).collect()
    }

    /// Tells whether what a keyring holds opens the vault, and notes that it is the one of this computer.
    pub fn knows_keyring_text(&mut self, text: &str) -> bool {
        let Some(key) = KeyringKey::parse(text) else { return false };
        let opens = keys::opens(&self.folder, &key).is_ok();
        if opens {
            self.this_computer = Some(key.id().to_owned());
        }
        opens
    }

    /// Returns the name of the keyring slot of this computer, if it is known.
    pub fn this_computer(&self) -> Option<&str> {
        self.this_computer.as_deref()
    }

    /// Opens the vault with what the keyring gave back.
    ///
    /// # Errors
    /// [`Code::WrongPassphrase`] when the keyring holds something else; the passphrase opens all the same.
    pub fn unlock_from_keyring(&mut self, text: &str, outside: &Call<'_>) -> Result<Status, AppError> {
        let call = self.in_the_users_terms(outside);
        let opened = (|| {
            let key = KeyringKey::parse(text).ok_or(OpenError::KeyringForgotten)?;
            let vault = inward_vault::open(&self.folder, &key, call.moment.now)?;
            self.this_computer = Some(key.id().to_owned());
            session::opened(self, vault, &call)
        })();
        opened.map_err(|trouble| trouble.into_app_error(call.language))
    }
}

fn ways(app: &App, message: Option<String>) -> Result<WaysIn, Trouble> {
    let slots = keys::ways_in(&app.folder)?;
    let recovery = slots.iter().find(|slot| slot.kind == SlotKind::Recovery && !slot.damaged);
    let computers = slots.iter().filter(|slot| slot.kind == SlotKind::Keyring && !slot.damaged);
    Ok(WaysIn {
        recovery: recovery.is_some(),
        recovery_since: recovery.and_then(|slot| slot.made_at),
        computers: computers
            .filter_map(|slot| {
                let id = slot.id.clone()?;
                let this_one = app.this_computer.as_ref() == Some(&id);
                Some(Computer { since: slot.made_at, this_one, id })
            })
            .collect(),
        message,
    })
}

pub(crate) fn ways_in(app: &mut App, _: Nothing, call: &Call<'_>) -> Result<WaysIn, Trouble> {
    app.vault(call)?;
    ways(app, None)
}

pub(crate) fn change_passphrase(
    app: &mut App,
    input: ChangePassphrase,
    call: &Call<'_>,
) -> Result<WaysIn, Trouble> {
    let (typed, new) = (SecretString::from(input.passphrase), SecretString::from(input.new_passphrase));
    session::long_enough(&new, "new_passphrase", call)?;
    app.back_up_before(BackupReason::KeyChange, call)?;
    let (cost, now) = (app.wanted_cost(), call.moment.now);
    with_typed(&typed, |secret| keys::change_passphrase(&app.folder, secret, &new, cost, now))
        .map_err(|e| refused(e, &typed, call))?;
    ways(app, Some(call.say("vault.passphrase_changed", &[])))
}

pub(crate) fn draw_recovery_sheet(
    app: &mut App,
    _: Nothing,
    call: &Call<'_>,
) -> Result<RecoverySheet, Trouble> {
    app.vault(call)?;
    let key = RecoveryKey::random()?;
    let groups: Vec<String> = key.groups().iter().map(|group| group.to_string()).collect();
    // Two different groups, which nobody can know before the sheet is there.
    let chance = call.moment.new_id().into_bytes();
    let first = usize::from(chance[15]) % groups.len();
    let second = (first + 1 + usize::from(chance[14]) % (groups.len() - 1)) % groups.len();
    let retype = [first, second];
    app.drawn_sheet = Some(DrawnSheet { key, retype });
    let day = call.moment.today().to_string();
    Ok(RecoverySheet {
        title: call.say("vault.sheet_title", &[]),
        groups,
        lines: ["vault.sheet_what", "vault.sheet_where", "vault.sheet_made"]
            .map(|key| call.say(key, &[("day", &day)]))
            .to_vec(),
        retype: retype.iter().map(|place| *place as u8 + 1).collect(),
    })
}

pub(crate) fn confirm_recovery_sheet(
    app: &mut App,
    input: ConfirmRecoverySheet,
    call: &Call<'_>,
) -> Result<WaysIn, Trouble> {
    let Some(sheet) = app.drawn_sheet.take() else {
        return Err(call.refuse(Code::Refused, "vault.no_sheet", &[]));
    };
    let put = put_sheet(app, &sheet, input, call);
    if put.is_err() {
        // A slip of the hand does not waste the printed sheet.
        app.drawn_sheet = Some(sheet);
    }
    put
}

fn put_sheet(
    app: &mut App,
    sheet: &DrawnSheet,
    input: ConfirmRecoverySheet,
    call: &Call<'_>,
) -> Result<WaysIn, Trouble> {
    for (at, place) in sheet.retype.iter().enumerate() {
        let typed = input.typed.get(at).map(String::as_str).unwrap_or_default();
        if !sheet.key.has_group(*place, typed) {
            let group = (place + 1).to_string();
            return Err(call.refuse_field(
                &format!("typed.{at}"),
                "vault.recovery_group",
                &[("group", &group)],
            ));
        }
    }
    app.back_up_before(BackupReason::KeyChange, call)?;
    let typed = SecretString::from(input.passphrase);
    let (cost, now) = (app.wanted_cost(), call.moment.now);
    with_typed(&typed, |secret| keys::put_recovery_key(&app.folder, secret, &sheet.key, cost, now))
        .map_err(|e| refused(e, &typed, call))?;
    ways(app, Some(call.say("vault.sheet_counts", &[])))
}

pub(crate) fn forget_way_in(app: &mut App, input: ForgetWayIn, call: &Call<'_>) -> Result<WaysIn, Trouble> {
    app.back_up_before(BackupReason::KeyChange, call)?;
    let (kind, said) = match input.kind {
        WayInKind::Recovery => (SlotKind::Recovery, "vault.sheet_forgotten"),
        WayInKind::Computer => (SlotKind::Keyring, "vault.computer_forgotten"),
    };
    if !keys::remove_way_in(&app.folder, kind, input.id.as_deref())? {
        return Err(call.refuse(Code::NotFound, "vault.no_such_way_in", &[]));
    }
    ways(app, Some(call.say(said, &[])))
}
