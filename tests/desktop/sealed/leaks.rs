//! Ways in which a page could reach for the network: by what is written in it, or by a script.

use serde_json::json;

use crate::window::Window;

/// Holds one way; each reaches for a name and a number of its own.
pub struct Way {
    name: &'static str,
    what: What,
    number: usize,
}

enum What {
    Written(&'static str),
    Script(&'static str),
}

const WRITTEN: [(&str, &str); 21] = [
    ("an image", "<img src=ADDRESS>"),
    ("an image of many sizes", "<img srcset='ADDRESS 2x'>"),
    ("a picture", "<picture><source srcset=ADDRESS><img></picture>"),
    ("a style sheet", "<link rel=stylesheet href=ADDRESS>"),
    ("a name looked up early", "<link rel=dns-prefetch href=ADDRESS>"),
    ("a connection made early", "<link rel=preconnect href=ADDRESS>"),
    ("a page fetched early", "<link rel=prefetch href=ADDRESS>"),
    ("a file loaded early", "<link rel=preload as=image href=ADDRESS>"),
    ("a script", "<script src=ADDRESS></script>"),
    ("a module", "<script type=module src=ADDRESS></script>"),
    ("a frame", "<iframe src=ADDRESS></iframe>"),
    ("an object", "<object data=ADDRESS></object>"),
    ("an embedded file", "<embed src=ADDRESS>"),
    ("a video", "<video src=ADDRESS autoplay></video>"),
    ("a sound", "<audio src=ADDRESS autoplay></audio>"),
    ("a picture button", "<input type=image src=ADDRESS>"),
    ("a poster", "<video poster=ADDRESS></video>"),
    ("a style", "<p style='background:url(ADDRESS)'>x"),
    ("an imported style", "<style>@import 'ADDRESS'</style>"),
    ("an image in a drawing", "<svg><image href=ADDRESS width=9 height=9 /></svg>"),
    ("a page that moves on", "<meta http-equiv=refresh content='0;url=ADDRESS'>"),
];

const SCRIPTS: [(&str, &str); 15] = [
    ("fetch", "fetch('ADDRESS', { mode: 'no-cors' })"),
    ("XMLHttpRequest", "const r = new XMLHttpRequest(); r.open('GET', 'ADDRESS'); r.send()"),
    ("a web socket", "new WebSocket('ADDRESS'.replace('http', 'ws'))"),
    ("a stream of events", "new EventSource('ADDRESS')"),
    ("a beacon", "navigator.sendBeacon('ADDRESS', 'x')"),
    ("an image made by a script", "new Image().src = 'ADDRESS'"),
    ("a module made by a script", "import('ADDRESS')"),
    ("a worker", "new Worker(URL.createObjectURL(new Blob([`importScripts('ADDRESS')`])))"),
    ("a font", "new FontFace('x', 'url(ADDRESS)').load()"),
    (
        "a style made by a script",
        "const s = document.createElement('style'); s.textContent = `body { background: url(ADDRESS) }`; document.head.append(s)",
    ),
    (
        "a frame made by a script",
        "const f = document.createElement('iframe'); f.src = 'ADDRESS'; document.body.append(f)",
    ),
    (
        "a form",
        "const f = document.createElement('form'); f.action = 'ADDRESS'; document.body.append(f); f.submit()",
    ),
    ("a window", "open('ADDRESS')"),
    (
        "a link that is followed",
        "const a = document.createElement('a'); a.href = 'ADDRESS'; document.body.append(a); a.click()",
    ),
    (
        "a call between browsers",
        "const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:HOST:3478' }] }); c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o))",
    ),
];

pub fn all() -> Vec<Way> {
    let written = WRITTEN.into_iter().map(|(name, text)| (name, What::Written(text)));
    let scripts = SCRIPTS.into_iter().map(|(name, text)| (name, What::Script(text)));
    written.chain(scripts).enumerate().map(|(number, (name, what))| Way { name, what, number }).collect()
}

impl Way {
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn is_written(&self) -> bool {
        matches!(self.what, What::Written(_))
    }

    fn reaching(&self, text: &str) -> String {
        // A name that has to be looked up, and for every other way a number that does not.
        let host = if self.number.is_multiple_of(2) {
            format!("l{}.example", self.number)
        } else {
            format!("10.88.0.{}", self.number)
        };
        text.replace("ADDRESS", &format!("http://{host}/{}", self.number)).replace("HOST", &host)
    }

    /// Returns it as part of a page.
    pub fn page(&self) -> String {
        match self.what {
            What::Written(text) => self.reaching(text),
            What::Script(text) => format!("<script>try {{ {} }} catch {{}}</script>", self.reaching(text)),
        }
    }

    /// Runs it in the window as something would that got in: a script as it is, markup by way of a template.
    pub fn run_in(&self, window: &Window) {
        let script = match self.what {
            What::Script(text) => format!("try {{ {} }} catch (error) {{ return String(error); }}", self.reaching(text)),
            What::Written(_) => "try { const d = new DOMParser().parseFromString(arguments[0], 'text/html'); \
                 for (const e of [...d.querySelectorAll('*')]) document.body.append(document.importNode(e, true)); } \
                 catch (error) { return String(error); }"
                .to_owned(),
        };
        window.run(&script, json!([self.page()]));
    }
}
