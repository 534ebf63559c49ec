//! The session's cookie.

use crate::token::Token;

/// Its name. With this prefix a browser takes it from the Worker's own host alone, over TLS alone,
/// and for no other host: a blog beside the Worker cannot put one of its own in its place.
const NAME: &str = "__Host-postil-desk";

/// What the browser is told about it besides its value. How long a session goes on, the desk's
/// object decides; no browser has to keep the cookie for longer than 90 days.
const ATTRIBUTES: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";

/// The token in a `Cookie` header.
pub fn read(header: &str) -> Option<Token> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .and_then(|(_, value)| Token::read(value))
}

/// `Set-Cookie` for a token, as text, and for how many seconds.
pub fn set(token: &str, seconds: u64) -> String {
    format!("{NAME}={token}; Max-Age={seconds}; {ATTRIBUTES}")
}

/// `Set-Cookie` that takes it away.
pub fn clear() -> String {
    set("", 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    #[test]
    fn is_found_among_others() {
        for header in [
            format!("__Host-postil-desk={TOKEN}"),
            format!("a=b; __Host-postil-desk={TOKEN};c"),
            format!(" x ;  __Host-postil-desk={TOKEN} ; d=e"),
        ] {
            assert_eq!(read(&header).unwrap().reveal(), TOKEN, "{header}");
        }
        for header in [
            String::new(),
            "__Host-postil-desk".into(),
            "__Host-postil-desk=".into(),
            format!("postil-desk={TOKEN}"),
            format!("__host-postil-desk={TOKEN}"),
            format!("__Host-postil-desk={TOKEN}x"),
        ] {
            assert!(read(&header).is_none(), "{header}");
        }
    }

    #[test]
    fn is_for_this_host_and_no_script() {
        assert_eq!(
            set(TOKEN, 60),
            format!(
                "__Host-postil-desk={TOKEN}; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Strict"
            )
        );
        assert!(clear().starts_with("__Host-postil-desk=; Max-Age=0; "));
    }
}
