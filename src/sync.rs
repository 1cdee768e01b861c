//! Sync: laptops exchange their work as files through something dumb. The core takes events and gives requests, and
//! does no input or output itself; a store is whatever answers four calls.

pub mod attachment;
pub mod core;
pub mod drive;
pub mod fault;
pub mod keys;
pub mod link;
pub mod members;
pub mod names;
pub mod office;
pub mod remote;
mod say;
pub mod secret;
pub mod segment;
mod simulator;
pub mod stores;
pub mod verify;
