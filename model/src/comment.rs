//! One entry of a thread: its id, its number and its state.

mod id;
mod number;
mod state;

pub use id::CommentId;
pub use number::Number;
pub use state::State;
