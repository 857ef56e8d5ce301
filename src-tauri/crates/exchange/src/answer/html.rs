//! Text into HTML, as text.

/// Writes a text so that it is nothing but text, within an element or a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            sign if sign.is_control() && sign != '\n' && sign != '\t' => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// Fills a page that opens no connection, stores nothing, and runs only its own script.
///
/// `title` is plain text, `body` is markup that is already safe.
pub(super) fn page(language: &str, title: &str, body: &str, script: &str) -> String {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                  base-uri 'none'; form-action 'none'";
    let (title, style) = (escaped(title), include_str!("page.css"));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>\n{style}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n<script>\n{script}</script>\n</body>\n</html>\n"
    )
}
