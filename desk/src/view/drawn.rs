//! What makes many views out of little code.
//!
//! Leptos compiles the code that builds, changes and removes a view for each type of view, and a
//! view's type tells everything in it down to each closure. So the types end here: a view becomes
//! [`Drawn`] where it leaves the function that describes it, and closures go behind one type for
//! each kind ([`live`], [`handler`]).

use std::sync::{Arc, Mutex};

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use leptos::tachys::renderer::types;
use leptos::tachys::view::{Mountable, Position, PositionState};
use send_wrapper::SendWrapper;

/// Elements that are there already, though not yet in the document. Drawn again, they take the
/// place of the earlier ones as a whole: what changes by itself is [`live`].
pub struct Drawn(SendWrapper<Elements>);

/// Elements in the document.
pub struct Elements(Box<dyn Mountable>);

/// A view of whatever type, as [`Drawn`].
pub trait Draw {
    /// Makes its elements.
    fn drawn(self) -> Drawn;
}

impl<V> Draw for V
where
    V: IntoView,
    V::State: 'static,
{
    fn drawn(self) -> Drawn {
        Drawn(SendWrapper::new(Elements(Box::new(self.build()))))
    }
}

/// `view!`, and its elements made at once.
macro_rules! draw {
    () => {
        $crate::view::drawn::Draw::drawn(())
    };
    ($($view:tt)*) => {
        $crate::view::drawn::Draw::drawn(leptos::view! { $($view)* })
    };
}

pub(crate) use draw;

/// A text, an attribute or a part of a view that follows signals.
pub fn live<T: 'static>(read: impl FnMut() -> T + Send + 'static) -> SharedReactiveFunction<T> {
    Arc::new(Mutex::new(read))
}

/// What is done on an event.
pub fn handler<E>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(act)
}

impl Mountable for Elements {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        self.0.elements()
    }
}

impl Render for Drawn {
    type State = Elements;

    fn build(self) -> Elements {
        self.0.take()
    }

    fn rebuild(self, state: &mut Elements) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

/// A view must be able to be HTML, too, which nobody asks for here: the desk is drawn in the browser.
impl RenderHtml for Drawn {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Elements {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Its elements are made: an attribute comes too late.
impl AddAnyAttr for Drawn {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}
