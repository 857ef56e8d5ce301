//! Texts that become code where a text is taken for markup, made of the ways in and of what they carry.

/// What would run; each counts itself where the page can be asked.
const RUNS: [&str; 8] = [
    "__ran=1",
    "globalThis.__ran=1",
    "self['__ran']=1",
    "eval('__ran=1')",
    "Function`__ran=1```",
    "setTimeout('__ran=1')",
    "top.__ran=1",
    "parent.__ran=1",
];

/// The ways in; RUN is what runs.
const WAYS: [&str; 52] = [
    "<script>RUN</script>",
    "<SCRIPT>RUN</SCRIPT >",
    "<script/x>RUN</script>",
    "<scr<script>ipt>RUN</script>",
    "</textarea><script>RUN</script>",
    "</title><script>RUN</script>",
    "</style><script>RUN</script>",
    "--><script>RUN</script>",
    "]]><script>RUN</script>",
    "<img src=x onerror=\"RUN\">",
    "<img src=x onerror=RUN//",
    "<IMG SRC=x OnErRoR=\"RUN\">",
    "<img/src=x/onerror=\"RUN\">",
    "<img src=x onerror = \"RUN\">",
    "\"><img src=x onerror=\"RUN\">",
    "'><img src=x onerror='RUN'>",
    "`><img src=x onerror=\"RUN\">",
    "<svg onload=\"RUN\">",
    "<svg/onload=\"RUN\">",
    "<svg><script>RUN</script></svg>",
    "<svg><animate onbegin=\"RUN\" attributeName=x dur=1s>",
    "<svg><set onbegin=\"RUN\" attributeName=x>",
    "<svg><a href=\"javascript:RUN\"><text y=9>x</text></a></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' onload='RUN'/>#x\">",
    "<svg><foreignObject><img src=x onerror=\"RUN\">",
    "<math><mtext><style><img src=x onerror=\"RUN\">",
    "<math href=\"javascript:RUN\">x</math>",
    "<body onload=\"RUN\">",
    "<details open ontoggle=\"RUN\">x</details>",
    "<input autofocus onfocus=\"RUN\">",
    "<select autofocus onfocus=\"RUN\">",
    "<video src=x onerror=\"RUN\">",
    "<video><source onerror=\"RUN\"></video>",
    "<audio src=x onerror=\"RUN\">",
    "<iframe srcdoc=\"<script>RUN</script>\">",
    "<iframe src=\"javascript:RUN\">",
    "<object data=\"javascript:RUN\">",
    "<embed src=\"javascript:RUN\">",
    "<a href=\"javascript:RUN\">x</a>",
    "<a href=\"JaVaScRiPt:RUN\">x</a>",
    "<a href=\" java&Tab;script:RUN\">x</a>",
    "<a href=\"data:text/html,<script>RUN</script>\">x</a>",
    "<form action=\"javascript:RUN\"><button>x",
    "<button formaction=\"javascript:RUN\">x",
    "<style>@keyframes x{}</style><p style=\"animation:x\" onanimationstart=\"RUN\">",
    "<p style=\"x:expression(RUN)\">x</p>",
    "<base href=\"javascript:RUN//\">",
    "<template><script>RUN</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror='RUN'>\">",
    "[x](javascript:RUN)",
    "{@html \"<img src=x onerror='RUN'>\"}",
    "{{constructor.constructor('RUN')()}}",
];

/// Returns each way in with each thing that would run.
pub fn all() -> Vec<String> {
    WAYS.into_iter().flat_map(|way| RUNS.into_iter().map(move |run| way.replace("RUN", run))).collect()
}
