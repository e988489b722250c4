use {{ library }}::twinspec_alibaba::{Credentials, Signer};
