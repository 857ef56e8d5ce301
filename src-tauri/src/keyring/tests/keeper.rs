//! A stand-in for the keeper of secrets, and the bus it sits on.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};

use zbus::blocking::{Connection, connection};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};
use zbus::{ObjectServer, interface};

const SETTINGS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=FOLDER</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;

const DEFAULT: &str = "/org/freedesktop/secrets/collection/login";
const QUESTION: &str = "/org/freedesktop/secrets/prompt/q1";

/// A bus that nobody else is on; it ends with the test.
pub struct Bus {
    daemon: Child,
    pub address: String,
}

impl Bus {
    pub fn start(folder: &Path) -> Bus {
        let settings = folder.join("bus.conf");
        std::fs::write(&settings, SETTINGS.replace("FOLDER", &folder.to_string_lossy())).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", settings.display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut address = String::new();
        BufReader::new(daemon.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        Bus { daemon, address: address.trim().to_owned() }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Names how the keeper behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Does what it is asked, and its user does too.
    Helpful,
    /// Its user dismisses each question.
    Dismisses,
    /// Its user does not answer.
    NeverAnswers,
    /// Does not answer itself.
    Hangs,
    /// Says that it kept what it did not.
    Forgetful,
}

struct Kept {
    mood: Mood,
    locked: bool,
    items: HashMap<String, (HashMap<String, String>, Vec<u8>)>,
    questions: usize,
    hanging: usize,
    made: usize,
}

#[derive(Clone)]
struct Shared(Arc<(Mutex<Kept>, Condvar)>);

impl Shared {
    fn with<T>(&self, look: impl FnOnce(&mut Kept) -> T) -> T {
        let answer = look(&mut self.0.0.lock().unwrap());
        self.0.1.notify_all();
        answer
    }

    /// Comes back, or never does.
    async fn be_in_the_mood(&self) {
        let hangs = self.with(|kept| {
            let hangs = kept.mood == Mood::Hangs;
            kept.hanging += usize::from(hangs);
            hangs
        });
        if hangs {
            std::future::pending::<()>().await;
        }
    }
}

/// Keeps secrets on a bus until it is dropped.
pub struct Keeper {
    shared: Shared,
    bus: Connection,
}

impl Keeper {
    pub fn on(address: &str, mood: Mood) -> Keeper {
        let kept = Kept { mood, locked: false, items: HashMap::new(), questions: 0, hanging: 0, made: 0 };
        let shared = Shared(Arc::new((Mutex::new(kept), Condvar::new())));
        let bus = connection::Builder::address(address)
            .unwrap()
            .serve_at(super::super::secrets::PATH, Secrets(shared.clone()))
            .unwrap()
            .serve_at(DEFAULT, Collection(shared.clone()))
            .unwrap()
            .serve_at(QUESTION, Question(shared.clone()))
            .unwrap()
            .name(super::super::SECRETS)
            .unwrap()
            .build()
            .unwrap();
        Keeper { shared, bus }
    }

    pub fn set(&self, mood: Mood) {
        self.shared.with(|kept| kept.mood = mood);
    }

    /// Is locked from now on, and its user feels like this when asked.
    pub fn become_locked(&self, mood: Mood) {
        self.shared.with(|kept| (kept.locked, kept.mood) = (true, mood));
    }

    pub fn empty(&self) {
        self.shared.with(|kept| kept.items.clear());
    }

    pub fn replace_by(&self, value: &[u8]) {
        self.shared.with(|kept| kept.items.values_mut().for_each(|item| item.1 = value.to_vec()));
    }

    pub fn items(&self) -> usize {
        self.shared.with(|kept| kept.items.len())
    }

    pub fn questions(&self) -> usize {
        self.shared.with(|kept| kept.questions)
    }

    /// Counts the calls that never come back.
    pub fn hanging(&self) -> usize {
        self.shared.with(|kept| kept.hanging)
    }

    pub fn wait_until_asked(&self, before: usize) {
        let (kept, news) = &*self.shared.0;
        let _asked = news.wait_while(kept.lock().unwrap(), |kept| kept.hanging <= before).unwrap();
    }

    /// Goes away, as a keyring that crashes.
    pub fn leave(&self) {
        self.bus.clone().close().unwrap();
    }

    /// Tells whether a text is in anything it keeps.
    pub fn says(&self, text: &str) -> bool {
        self.shared.with(|kept| {
            kept.items.values().any(|(attributes, value)| {
                String::from_utf8_lossy(value).contains(text)
                    || attributes.values().any(|value| value.contains(text))
            })
        })
    }
}

fn path(text: &str) -> OwnedObjectPath {
    ObjectPath::try_from(text).unwrap().to_owned().into()
}

struct Secrets(Shared);

type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

#[interface(name = "org.freedesktop.Secret.Service")]
impl Secrets {
    async fn open_session(&self, algorithm: String, _input: OwnedValue) -> (OwnedValue, OwnedObjectPath) {
        self.0.be_in_the_mood().await;
        assert_eq!(algorithm, "plain");
        (Value::from("").try_to_owned().unwrap(), path("/org/freedesktop/secrets/session/s1"))
    }

    async fn search_items(
        &self,
        attributes: HashMap<String, String>,
    ) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        self.0.be_in_the_mood().await;
        self.0.with(|kept| {
            let fits = |item: &HashMap<String, String>| {
                attributes.iter().all(|(name, value)| item.get(name) == Some(value))
            };
            let found: Vec<_> =
                kept.items.iter().filter(|(_, item)| fits(&item.0)).map(|(at, _)| path(at)).collect();
            if kept.locked { (Vec::new(), found) } else { (found, Vec::new()) }
        })
    }

    async fn unlock(&self, objects: Vec<OwnedObjectPath>) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
        self.0.be_in_the_mood().await;
        if self.0.with(|kept| kept.locked) { (Vec::new(), path(QUESTION)) } else { (objects, path("/")) }
    }

    async fn get_secrets(
        &self,
        items: Vec<OwnedObjectPath>,
        session: OwnedObjectPath,
    ) -> HashMap<OwnedObjectPath, Secret> {
        self.0.be_in_the_mood().await;
        self.0.with(|kept| {
            let open = items.into_iter().filter(|_| !kept.locked);
            let secret = |at: OwnedObjectPath| {
                let value = kept.items.get(at.as_str())?.1.clone();
                Some((at, (session.clone(), Vec::new(), value, "text/plain".to_owned())))
            };
            open.filter_map(secret).collect()
        })
    }

    async fn read_alias(&self, name: String) -> OwnedObjectPath {
        self.0.be_in_the_mood().await;
        path(if name == "default" { DEFAULT } else { "/" })
    }
}

struct Collection(Shared);

#[interface(name = "org.freedesktop.Secret.Collection")]
impl Collection {
    async fn create_item(
        &self,
        properties: HashMap<String, OwnedValue>,
        secret: Secret,
        replace: bool,
        #[zbus(object_server)] server: &ObjectServer,
    ) -> (OwnedObjectPath, OwnedObjectPath) {
        self.0.be_in_the_mood().await;
        assert!(replace && properties.contains_key("org.freedesktop.Secret.Item.Label"));
        let attributes = properties["org.freedesktop.Secret.Item.Attributes"].try_clone().unwrap();
        let attributes: HashMap<String, String> = attributes.try_into().unwrap();
        let at = self.0.with(|kept| {
            assert!(!kept.locked, "a locked keyring takes nothing");
            kept.made += 1;
            let at = format!("{DEFAULT}/i{}", kept.made);
            if kept.mood != Mood::Forgetful {
                kept.items.insert(at.clone(), (attributes, secret.2));
            }
            at
        });
        server.at(at.as_str(), Item(self.0.clone(), at.clone())).await.unwrap();
        (path(&at), path("/"))
    }
}

struct Item(Shared, String);

#[interface(name = "org.freedesktop.Secret.Item")]
impl Item {
    async fn delete(&self) -> OwnedObjectPath {
        self.0.be_in_the_mood().await;
        self.0.with(|kept| kept.items.remove(&self.1));
        path("/")
    }
}

struct Question(Shared);

#[interface(name = "org.freedesktop.Secret.Prompt")]
impl Question {
    async fn prompt(&self, _window: String, #[zbus(signal_emitter)] emitter: SignalEmitter<'_>) {
        let mood = self.0.with(|kept| {
            kept.questions += 1;
            kept.locked &= kept.mood != Mood::Helpful;
            kept.mood
        });
        if mood != Mood::NeverAnswers {
            let nothing = Value::from("");
            Question::completed(&emitter, mood == Mood::Dismisses, nothing).await.unwrap();
        }
    }

    fn dismiss(&self) {}

    #[zbus(signal)]
    async fn completed(emitter: &SignalEmitter<'_>, dismissed: bool, result: Value<'_>) -> zbus::Result<()>;
}
