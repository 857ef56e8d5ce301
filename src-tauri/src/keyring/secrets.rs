//! The keyring of a Linux desktop: the Secret Service on the session bus.
//!
//! Each conversation has a thread and a connection of its own. When its time is
//! over the connection is closed, which ends the thread and dismisses what the
//! keyring was asking the user; nobody else waits for longer than that.
//!
//! The session is a plain one. An encrypted one would hide the key from a
//! program that listens on the bus of the same user, and such a program can ask
//! the open keyring itself.
//!
//! *Source:* freedesktop.org (2019), Secret Service API, draft 0.2.

use std::collections::HashMap;
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator, connection};
use zbus::message::Type;
use zbus::zvariant::{DynamicType, ObjectPath, OwnedObjectPath, OwnedValue, Value};

use super::{Found, Patience, Problem};
use crate::bus::{can_be_started, has_owner};
use crate::start::IDENTIFIER;

/// Names the keeper of secrets on the bus.
pub const SECRETS: &str = "org.freedesktop.secrets";

/// Where it sits there.
pub(super) const PATH: &str = "/org/freedesktop/secrets";
const SERVICE: &str = "org.freedesktop.Secret.Service";
const COLLECTION: &str = "org.freedesktop.Secret.Collection";
const ITEM: &str = "org.freedesktop.Secret.Item";
const PROMPT: &str = "org.freedesktop.Secret.Prompt";
/// What stands for "no object" in this protocol.
const NOTHING: &str = "/";

/// A secret on the bus: session, parameters, value, type of its content.
type OnTheBus = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

/// Reaches the keyring of one session.
#[derive(Debug, Clone, Default)]
pub struct Keyring {
    /// The bus; the session's when none is named.
    pub address: Option<String>,
    /// How long anything may take.
    pub patience: Patience,
}

impl Keyring {
    /// Looks for the keys with these names; `ask` lets the keyring ask the user to unlock it.
    ///
    /// # Errors
    /// [`Problem`] when there is no keyring, or it does not answer, or not yet.
    pub fn find(&self, names: &[String], ask: bool) -> Result<Vec<Found>, Problem> {
        let names = names.to_vec();
        self.within(ask, move |line| {
            let mut found = Vec::new();
            for name in names {
                let (mut open, mut locked) = line.search(&name)?;
                if ask && open.is_empty() && !locked.is_empty() {
                    line.unlock(&locked)?;
                    (open, locked) = line.search(&name)?;
                }
                match (open.first(), locked.first()) {
                    (Some(item), _) => found.push(Found { name, text: Some(line.read(item)?) }),
                    (None, Some(_)) => found.push(Found { name, text: None }),
                    (None, None) => {}
                }
            }
            Ok(found)
        })
    }

    /// Gives a key to the keyring, which may ask the user to unlock it.
    ///
    /// # Errors
    /// [`Problem`]; whatever it is, nothing that opens the vault was stored.
    pub fn keep(&self, name: &str, label: &str, text: &str) -> Result<(), Problem> {
        let (name, label, text) = (name.to_owned(), label.to_owned(), SecretString::from(text.to_owned()));
        self.within(true, move |line| line.store(&name, &label, &text))
    }

    /// Takes keys out of the keyring; those that are not there are no mistake.
    ///
    /// # Errors
    /// [`Problem`]; the key may still lie in the keyring then.
    pub fn remove(&self, names: &[String]) -> Result<(), Problem> {
        let names = names.to_vec();
        self.within(false, move |line| {
            for name in names {
                let (open, locked) = line.search(&name)?;
                for item in open.iter().chain(&locked) {
                    let prompt: OwnedObjectPath = line.ask(item.as_str(), ITEM, "Delete", &())?;
                    // A keyring that would have to ask first keeps it: it opens nothing any more.
                    if prompt.as_str() != NOTHING {
                        let _ = line.ask::<()>(prompt.as_str(), PROMPT, "Dismiss", &());
                    }
                }
            }
            Ok(())
        })
    }

    /// Holds one conversation, for as long as a keyring may take, or a person whom it asks.
    fn within<T: Send + 'static>(
        &self,
        asks_a_person: bool,
        talk: impl FnOnce(&Line) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let Patience { answer, person } = self.patience;
        let limit = if asks_a_person { person } else { answer };
        let (said, heard) = mpsc::channel();
        let held: Arc<Mutex<Option<Connection>>> = Arc::default();
        let (address, ours) = (self.address.clone(), Arc::clone(&held));
        let talking = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            let outcome = Line::to(address.as_deref(), answer).and_then(|line| {
                *ours.lock().unwrap_or_else(PoisonError::into_inner) = Some(line.bus.clone());
                talk(&line)
            });
            let _ = said.send(outcome);
        });
        if talking.is_err() {
            return Err(Problem::Silent);
        }
        let outcome = heard.recv_timeout(limit).unwrap_or(Err(Problem::Silent));
        if let Some(bus) = held.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = bus.close();
        }
        outcome
    }
}

/// One connection to the keyring.
struct Line {
    bus: Connection,
}

impl Line {
    fn to(address: Option<&str>, patience: Duration) -> Result<Line, Problem> {
        let builder = match address {
            Some(address) => connection::Builder::address(address),
            None => connection::Builder::session(),
        };
        let bus = builder.and_then(|b| b.method_timeout(patience).build()).map_err(|_| Problem::Absent)?;
        if has_owner(&bus, SECRETS) || can_be_started(&bus, SECRETS) {
            Ok(Line { bus })
        } else {
            Err(Problem::Absent)
        }
    }

    fn search(&self, name: &str) -> Result<(Vec<OwnedObjectPath>, Vec<OwnedObjectPath>), Problem> {
        self.ask(PATH, SERVICE, "SearchItems", &(attributes(name),))
    }

    /// Unlocks objects, and waits for the user where the keyring asks.
    fn unlock(&self, objects: &[OwnedObjectPath]) -> Result<(), Problem> {
        let (_, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) =
            self.ask(PATH, SERVICE, "Unlock", &(objects,))?;
        self.let_it_ask(&prompt)
    }

    fn read(&self, item: &OwnedObjectPath) -> Result<SecretString, Problem> {
        let session = self.session()?;
        let secrets: HashMap<OwnedObjectPath, OnTheBus> =
            self.ask(PATH, SERVICE, "GetSecrets", &(vec![item], &session))?;
        let (.., value, _) = secrets.into_values().next().ok_or(Problem::Refused)?;
        // Whatever another program put there is no key of ours, and no reason to stop.
        Ok(SecretString::from(String::from_utf8(value).unwrap_or_default()))
    }

    fn store(&self, name: &str, label: &str, text: &SecretString) -> Result<(), Problem> {
        let session = self.session()?;
        let collection: OwnedObjectPath = self.ask(PATH, SERVICE, "ReadAlias", &("default",))?;
        if collection.as_str() == NOTHING {
            return Err(Problem::Refused);
        }
        self.unlock(std::slice::from_ref(&collection))?;
        let says: HashMap<&str, Value<'_>> = HashMap::from([
            ("org.freedesktop.Secret.Item.Label", Value::from(label)),
            ("org.freedesktop.Secret.Item.Attributes", Value::from(attributes(name))),
        ]);
        let secret = (&session, Vec::<u8>::new(), text.expose_secret().as_bytes(), "text/plain");
        let (_, prompt): (OwnedObjectPath, OwnedObjectPath) =
            self.ask(collection.as_str(), COLLECTION, "CreateItem", &(says, secret, true))?;
        self.let_it_ask(&prompt)?;
        // A keyring that says yes and keeps nothing would be noticed at the next start only.
        let (open, _) = self.search(name)?;
        let kept = open.first().ok_or(Problem::Refused).and_then(|item| self.read(item))?;
        if kept.expose_secret() == text.expose_secret() { Ok(()) } else { Err(Problem::Refused) }
    }

    fn session(&self) -> Result<OwnedObjectPath, Problem> {
        let (_, session): (OwnedValue, OwnedObjectPath) =
            self.ask(PATH, SERVICE, "OpenSession", &("plain", Value::from("")))?;
        Ok(session)
    }

    /// Lets the keyring ask the user, and waits for the answer.
    fn let_it_ask(&self, prompt: &OwnedObjectPath) -> Result<(), Problem> {
        if prompt.as_str() == NOTHING {
            return Ok(());
        }
        let completed = || {
            let rule = MatchRule::builder()
                .msg_type(Type::Signal)
                .path(prompt.as_str())?
                .interface(PROMPT)?
                .member("Completed")?
                .build();
            MessageIterator::for_match_rule(rule, &self.bus, None)
        };
        let mut answers = completed().map_err(problem)?;
        self.ask::<()>(prompt.as_str(), PROMPT, "Prompt", &("",))?;
        // The end of the connection ends this too.
        let answer = answers.next().and_then(Result::ok).ok_or(Problem::Silent)?;
        let (dismissed, _): (bool, OwnedValue) = answer.body().deserialize().map_err(problem)?;
        if dismissed { Err(Problem::Dismissed) } else { Ok(()) }
    }

    fn ask<T>(
        &self,
        object: &str,
        interface: &str,
        method: &str,
        body: &(impl serde::Serialize + DynamicType),
    ) -> Result<T, Problem>
    where
        T: serde::de::DeserializeOwned + zbus::zvariant::Type,
    {
        let object = ObjectPath::try_from(object).map_err(|_| Problem::Refused)?;
        let answer = self.bus.call_method(Some(SECRETS), object, Some(interface), method, body);
        answer.map_err(problem)?.body().deserialize().map_err(problem)
    }
}

/// By which a key is found again; they are not secret, so nothing of the journal is in them.
fn attributes(name: &str) -> HashMap<String, String> {
    HashMap::from([("application".to_owned(), IDENTIFIER.to_owned()), ("key".to_owned(), name.to_owned())])
}

fn problem(error: zbus::Error) -> Problem {
    match error {
        zbus::Error::MethodError(name, ..) if name.ends_with("NoReply") => Problem::Silent,
        zbus::Error::MethodError(..) => Problem::Refused,
        // Nobody answered in time, or nobody is left.
        zbus::Error::InputOutput(_) => Problem::Silent,
        _ => Problem::Refused,
    }
}
