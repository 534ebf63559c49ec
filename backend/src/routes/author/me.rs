//! `POST /v1/me`: everything that one key has on a site, to see, to take along or to delete.
//!
//! The site's object says on which threads that is, and each of those answers for itself. A few
//! threads are asked at a time; whoever wants all goes on from where the answer ended.

use postil_model::mine::{Mine, What};
use postil_model::wire::Me;
use worker::Response;

use super::super::ask::Ask;
use super::super::caller::Caller;
use crate::holdings::Holdings;
use crate::limit::Limit;
use crate::message::{Places, ToSite, Where};
use crate::problem::Result;
use crate::{answer, call};

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let mut caller = Caller::of(ask);
    let outcome = me(&mut caller).await;
    caller.answer(outcome)
}

async fn me(caller: &mut Caller<'_>) -> Result<Response> {
    let sent: Me = caller.sent().await?;
    caller.speaks(sent.lang.as_ref());
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    let Mine { key, what, after } = Mine::accept(&sent)?;
    // The key goes no further than this: only its hash is sent on.
    let key = key.hash().to_hex();
    let env = &caller.ask.env;
    let ask = ToSite::Where(Where {
        key: key.clone(),
        after: after.clone(),
    });
    let places: Places = call::site(env, site.id.as_str(), ask).await?;
    let holdings = Holdings {
        env,
        site: site.id.as_str(),
        key,
        places,
    };
    let audience = caller.audience();
    match what {
        What::Erase => answer::json(200, &holdings.erase().await?, &audience, "no-store"),
        What::List | What::Export => {
            let mine = holdings.list(after, what == What::Export).await?;
            answer::json(200, &mine, &audience, "no-store")
        }
    }
}
