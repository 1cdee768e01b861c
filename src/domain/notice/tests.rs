//! What may be done with a notice, the freeze, and what is proposed, by hand-worked cases.
#![cfg(test)]
