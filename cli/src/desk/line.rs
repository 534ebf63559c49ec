//! One request, and what comes back.

use std::time::Duration;

use postil_model::wire::Problem;
use ureq::Agent;
use ureq::http::Response;

/// A thread of ten thousand comments has some ten megabytes.
const MOST_BYTES: u64 = 1 << 30;
/// Nothing takes longer, not even that on a slow line.
const MOST_TIME: Duration = Duration::from_secs(300);
const MOST_TIME_TO_CONNECT: Duration = Duration::from_secs(20);

/// A request.
pub struct Ask<'a> {
    /// Where to.
    pub url: String,
    /// The query, not yet escaped.
    pub query: &'a [(&'a str, &'a str)],
    /// What is sent, as JSON; nothing for what only reads.
    pub sent: Option<String>,
}

/// What came back.
#[derive(Debug, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The text.
    pub body: String,
    /// After how many seconds to ask again.
    pub retry_after: Option<u64>,
    /// The session that was begun, as it goes into the header `Cookie`.
    pub session: Option<String>,
}

impl Answer {
    /// Whether it is what was asked for.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// What is wrong, if a Worker says so.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        serde_json::from_str(&self.body).ok()
    }
}

/// What asks.
pub struct Line(Agent);

impl Line {
    /// One that follows no redirect, since the owner's key would go along.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(MOST_TIME_TO_CONNECT))
            .timeout_global(Some(MOST_TIME))
            .user_agent(concat!("postil/", env!("CARGO_PKG_VERSION")))
            .accept("*/*")
            .build();
        Self(config.new_agent())
    }

    /// Asks.
    ///
    /// # Errors
    /// If no answer comes, or not all of it: why, in words.
    pub fn ask(&self, ask: &Ask<'_>, session: Option<&str>) -> Result<Answer, String> {
        // What the desk's own page sends, and no page of another origin can.
        let headers = [
            ("Sec-Fetch-Site", "same-origin"),
            ("Postil-Desk", "1"),
            ("Accept-Language", "en"),
        ];
        let session = session.map(|session| ("Cookie", session));
        let headers = headers.into_iter().chain(session);
        let query = ask.query.iter().copied();
        let answered = match &ask.sent {
            None => headers
                .fold(self.0.get(&ask.url), |get, (name, value)| {
                    get.header(name, value)
                })
                .query_pairs(query)
                .call(),
            Some(sent) => headers
                .chain([("Content-Type", "application/json")])
                .fold(self.0.post(&ask.url), |post, (name, value)| {
                    post.header(name, value)
                })
                .send(sent.as_str()),
        };
        let mut response = answered.map_err(|error| error.to_string())?;
        let body = response
            .body_mut()
            .with_config()
            .limit(MOST_BYTES)
            .read_to_string()
            .map_err(|error| error.to_string())?;
        Ok(Answer {
            status: response.status().as_u16(),
            retry_after: header(&response, "Retry-After").and_then(|text| text.parse().ok()),
            session: header(&response, "Set-Cookie").and_then(session_of),
            body,
        })
    }
}

fn header<'a, T>(response: &'a Response<T>, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

/// Name and value of a cookie that is not taken away.
fn session_of(header: &str) -> Option<String> {
    let pair = header.split(';').next().unwrap_or_default().trim();
    let (_, value) = pair.split_once('=')?;
    (!value.is_empty()).then(|| pair.to_owned())
}

#[cfg(test)]
mod tests {
    use super::session_of;

    #[test]
    fn keeps_the_pair_of_a_cookie() {
        for (header, expected) in [
            (
                "__Host-postil-desk=abc; Max-Age=60; Secure",
                Some("__Host-postil-desk=abc"),
            ),
            ("a=b", Some("a=b")),
            ("__Host-postil-desk=; Max-Age=0", None),
            ("", None),
        ] {
            assert_eq!(session_of(header).as_deref(), expected);
        }
    }
}
