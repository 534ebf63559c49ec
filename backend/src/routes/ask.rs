//! A request, with what every route looks at.

use std::rc::Rc;

use postil_model::site::Site;
use postil_model::thread_id::{Address, ThreadId};
use web_sys::Request;
use worker::{Context, Env, Method};

use crate::language;
use crate::limit::{self, Limit};
use crate::message::Whose;
use crate::problem::Result;
use crate::query::Query;
use crate::settings;

/// A request.
pub struct Ask {
    /// The request itself.
    pub request: Request,
    /// Its method.
    pub method: Method,
    /// The bindings.
    pub env: Env,
    /// What outlives the answer.
    pub context: Context,
    /// The address that was asked for.
    pub address: String,
    /// Its question.
    pub query: Query,
}

impl Ask {
    /// Reads the question of a request.
    pub fn new(request: Request, env: Env, context: Context) -> Self {
        let address = request.url();
        Self {
            method: request.method().into(),
            query: Query::of_address(&address),
            address,
            request,
            env,
            context,
        }
    }

    /// The origin of this Worker, as the caller addressed it.
    pub fn own_origin(&self) -> &str {
        own_origin(&self.address)
    }

    /// The path that was asked for, as it was sent.
    pub fn path(&self) -> &str {
        path(&self.address)
    }

    /// A header, if it is there.
    pub fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).ok().flatten()
    }

    /// The site that is asked about.
    pub async fn site(&self) -> Result<Rc<Site>> {
        self.site_of(self.query.get("site").unwrap_or_default())
            .await
    }

    /// The site of an id.
    pub async fn site_of(&self, id: &str) -> Result<Rc<Site>> {
        // Nearly every request finds the site here, and needs no network for it.
        match settings::fresh(id) {
            Some(site) => site,
            None => settings::site(&self.env, id, Some(&self.network()?)).await,
        }
    }

    /// The thread that is asked about.
    pub fn thread(&self, site: &Site) -> Result<ThreadId> {
        let address = Address {
            id: self.query.filled("id"),
            url: self.query.get("url").unwrap_or_default(),
            canonical: self.query.filled("canonical"),
        };
        Ok(ThreadId::locate(site, &address)?)
    }

    /// The version that the caller has seen.
    pub fn min_version(&self) -> u64 {
        self.query
            .get("min_v")
            .and_then(|version| version.parse().ok())
            .unwrap_or(0)
    }

    /// The languages that the caller would like, best first.
    pub fn wishes(&self) -> String {
        self.query
            .filled("lang")
            .map(str::to_owned)
            .or_else(|| self.header("Accept-Language"))
            .unwrap_or_default()
    }

    /// The language to word a problem in, where no site is known whose languages would count.
    pub fn language(&self) -> String {
        language::spoken(&self.wishes()).to_owned()
    }

    /// The caller's network.
    pub fn network(&self) -> Result<String> {
        limit::network_of(&self.request, &self.env, self.own_origin())
    }

    /// The caller's network, under a name that does not change with the day: only to be compared
    /// with networks that are banned.
    pub fn lasting_network(&self) -> Result<String> {
        limit::lasting_network_of(&self.request, &self.env, self.own_origin())
    }

    /// Refuses a caller who is too fast: before any object is woken.
    pub async fn bound(&self, limit: Limit, site: &Site) -> Result<()> {
        limit::check(&self.env, limit, &site.id, &self.network()?).await
    }
}

/// How a thread is addressed among objects.
pub fn whose(site: &Site, thread: &ThreadId) -> Whose {
    Whose {
        site: site.id.as_str().to_owned(),
        thread: thread.as_str().to_owned(),
        hash: thread.hash(),
    }
}

fn own_origin(address: &str) -> &str {
    address.get(..end_of_origin(address)).unwrap_or_default()
}

fn path(address: &str) -> &str {
    let rest = address.get(end_of_origin(address)..).unwrap_or_default();
    rest.split(['?', '#']).next().unwrap_or_default()
}

/// Where the host's name, or its port, ends.
fn end_of_origin(address: &str) -> usize {
    let host = address.find("://").map_or(0, |at| at + 3);
    address
        .get(host..)
        .and_then(|rest| rest.find(['/', '?', '#']))
        .map_or(address.len(), |at| host + at)
}

#[cfg(test)]
mod tests {
    use super::{own_origin, path};

    #[test]
    fn knows_its_origin_and_the_path() {
        for (address, origin, way) in [
            (
                "https://a.example/v1/page?x=https://b.example/",
                "https://a.example",
                "/v1/page",
            ),
            ("http://127.0.0.1:8787/", "http://127.0.0.1:8787", "/"),
            ("https://a.example/x#/y", "https://a.example", "/x"),
            ("https://a.example", "https://a.example", ""),
            ("https://a.example?x", "https://a.example", ""),
            ("", "", ""),
        ] {
            assert_eq!(own_origin(address), origin);
            assert_eq!(path(address), way);
        }
    }
}
