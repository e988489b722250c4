use std::time::UNIX_EPOCH;
use ::{{ library }}::twinspec_alibaba::{Credentials, Signer};
