//! A WebDriver client of the few words these tests use. It speaks plain HTTP to a driver on this machine.
//!
//! Deliberately not here: how an element is found; see `window`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

/// The key under which the protocol names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Holds one session with a web view.
pub struct Driver {
    port: u16,
    session: String,
}

/// Names an element of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(String);

impl Element {
    /// Reads an element from what a script returned.
    pub fn of(value: &Value) -> Option<Element> {
        value.get(ELEMENT)?.as_str().map(|id| Element(id.to_owned()))
    }

    /// Writes the element as an argument of a script.
    pub fn as_argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

impl Driver {
    /// Starts the program and takes hold of its window.
    pub fn open(port: u16, program: &Path) -> Driver {
        Driver::open_with(port, program, &[])
    }

    /// Starts a browser with arguments and takes hold of its window.
    pub fn open_with(port: u16, program: &Path, arguments: &[&str]) -> Driver {
        Driver::start(port, program, arguments, "normal")
    }

    /// Starts a browser that is not waited for while it loads.
    pub fn open_hasty(port: u16, program: &Path, arguments: &[&str]) -> Driver {
        Driver::start(port, program, arguments, "none")
    }

    fn start(port: u16, program: &Path, arguments: &[&str], waiting: &str) -> Driver {
        let options = json!({ "binary": program, "args": arguments });
        let wanted = json!({ "webkitgtk:browserOptions": options, "pageLoadStrategy": waiting });
        let wanted = json!({ "capabilities": { "alwaysMatch": wanted } });
        let answer =
            send(port, "POST", "/session", Some(&wanted)).unwrap_or_else(|e| panic!("no window: {e}"));
        let session = answer["sessionId"].as_str().expect("a session").to_owned();
        Driver { port, session }
    }

    fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        send(self.port, "POST", &format!("/session/{}{path}", self.session), Some(&body))
    }

    /// Goes to an address.
    pub fn go(&self, address: &str) {
        self.post("/url", json!({ "url": address })).unwrap_or_else(|e| panic!("{address}: {e}"));
    }

    /// Finds the first element that a selector names.
    pub fn find(&self, selector: &str) -> Element {
        let found = self.post("/element", json!({ "using": "css selector", "value": selector }));
        let found = found.unwrap_or_else(|e| panic!("{selector}: {e}"));
        Element::of(&found).unwrap_or_else(|| panic!("{selector} is no element"))
    }

    /// Runs the body of a function in the page.
    pub fn run(&self, script: &str, arguments: Value) -> Result<Value, String> {
        self.post("/execute/sync", json!({ "script": script, "args": arguments }))
    }

    /// Runs the body of a function that calls its last argument when it is done.
    pub fn run_long(&self, script: &str, arguments: Value) -> Result<Value, String> {
        self.post("/execute/async", json!({ "script": script, "args": arguments }))
    }

    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.post(&format!("/element/{}/click", element.0), json!({})).map(drop)
    }

    pub fn clear(&self, element: &Element) -> Result<(), String> {
        self.post(&format!("/element/{}/clear", element.0), json!({})).map(drop)
    }

    pub fn type_into(&self, element: &Element, text: &str) -> Result<(), String> {
        self.post(&format!("/element/{}/value", element.0), json!({ "text": text })).map(drop)
    }

    /// Presses and releases keys one after the other, wherever the focus is.
    pub fn keys(&self, keys: &str) {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })))
            .collect();
        let actions = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.post("/actions", actions).unwrap_or_else(|e| panic!("keys {keys:?}: {e}"));
    }
}

fn send(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(|e| e.to_string())?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(|e| e.to_string())?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body.as_bytes()))
        .map_err(|e| e.to_string())?;
    let answer = read_body(stream).map_err(|e| format!("{method} {path}: {e}"))?;
    let answer: Value = serde_json::from_str(&answer).map_err(|e| format!("{method} {path}: {e}"))?;
    let value = answer["value"].clone();
    match value.get("error").and_then(Value::as_str) {
        Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
        None => Ok(value),
    }
}

fn read_body(stream: TcpStream) -> std::io::Result<String> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line == "\r\n" {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}
