//! Signals and stored values that are compiled once.
//!
//! Leptos compiles what keeps, watches and disposes of a value for each type of value, which is two
//! kilobytes or three for each of some forty types. Here it knows one type, a box of anything, and
//! these two say what is in it. They have the methods and the names of what they stand for.

use std::any::Any;
use std::marker::PhantomData;

use leptos::prelude::{
    self, Read as _, ReadUntracked as _, ReadValue as _, Set as _, SetValue as _, Write as _,
    WriteValue as _,
};

type Anything = Box<dyn Any + Send + Sync>;

/// What [`RwSignal`] of Leptos is. Copies are the same signal; one whose part of the desk has been
/// left must not be read any more.
pub struct RwSignal<T> {
    any: prelude::RwSignal<Anything>,
    of: PhantomData<fn() -> T>,
}

/// What [`StoredValue`] of Leptos is: a signal that nobody watches.
pub struct StoredValue<T> {
    any: prelude::StoredValue<Anything>,
    of: PhantomData<fn() -> T>,
}

/// What was put in as a `T` is one.
fn typed<T: 'static>(value: &Anything) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => unreachable!(),
    }
}

fn typed_mut<T: 'static>(value: &mut Anything) -> &mut T {
    match value.downcast_mut() {
        Some(value) => value,
        None => unreachable!(),
    }
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal of a value.
    pub fn new(value: T) -> Self {
        Self {
            any: prelude::RwSignal::new(Box::new(value)),
            of: PhantomData,
        }
    }

    /// Reads the value, and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(typed(&self.any.read()))
    }

    /// Reads the value as it is now.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(typed(&self.any.read_untracked()))
    }

    /// A copy of the value, which is followed.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Puts another value in.
    pub fn set(self, value: T) {
        self.any.set(Box::new(value));
    }

    /// Puts another value in, where the signal is still there.
    pub fn try_set(self, value: T) {
        self.update(|place| *place = value);
    }

    /// Changes the value, where the signal is still there.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value, where the signal is still there, and wakes nobody who follows it.
    pub fn update_silently(self, change: impl FnOnce(&mut T)) {
        if let Some(mut value) = self.any.try_write_untracked() {
            change(typed_mut(&mut value));
        }
    }

    /// Changes the value, where the signal is still there.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut value = self.any.try_write()?;
        Some(change(typed_mut(&mut value)))
    }
}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: Send + Sync + 'static> StoredValue<T> {
    /// Keeps a value.
    pub fn new(value: T) -> Self {
        Self {
            any: prelude::StoredValue::new(Box::new(value)),
            of: PhantomData,
        }
    }

    /// Reads the value.
    pub fn with_value<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(typed(&self.any.read_value()))
    }

    /// A copy of the value.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Puts another value in.
    pub fn set_value(self, value: T) {
        self.any.set_value(Box::new(value));
    }

    /// Changes the value.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// Changes the value, where it is still kept.
    pub fn try_update_value<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut value = self.any.try_write_value()?;
        Some(change(typed_mut(&mut value)))
    }
}
