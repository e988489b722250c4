//! What was signed of a request.

use twinspec_core::HttpRequest;

use crate::protocol::is_signed;
use crate::signature::acs3::{self, QueryKeys};

/// What was signed of a request.
///
/// ```
/// use twinspec_alibaba::{Alibaba, ApiStyle, Credentials, SignedRequest, Signer};
/// use twinspec_core::{Api, Arguments, Method, Operation};
///
/// static PROTOCOL: Alibaba = Alibaba::new(ApiStyle::Rpc);
/// static API: Api = Api::new("Ecs", "2014-05-26", &PROTOCOL);
/// static GET: Operation = Operation::new(&API, "DescribeRegions", &[Method::Post], "/").read_only();
///
/// let signer = Signer {
///     origin: &"ecs.aliyuncs.com".parse()?,
///     credentials: &Credentials::new("testid", "testsecret"),
///     time: std::time::UNIX_EPOCH,
///     nonce: "1",
///     user_agent: "example",
/// };
/// let request = signer.sign(&Arguments::new(&GET))?;
/// assert!(request.canonical_request().starts_with("POST\n/\n\nhost:ecs.aliyuncs.com\nx-acs-action:DescribeRegions"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait SignedRequest {
    /// The canonical request whose hash was signed. It shows all that was signed, the security token too.
    /// A request without an access key has one as well, which nobody signed.
    fn canonical_request(&self) -> String;

    /// The string to sign.
    fn string_to_sign(&self) -> String {
        acs3::string_to_sign(&self.canonical_request())
    }
}

impl SignedRequest for HttpRequest {
    fn canonical_request(&self) -> String {
        let query = acs3::canonical_query(&self.query(), QueryKeys::Raw);
        let signed: Vec<_> = self.headers().iter().filter(|(name, _)| is_signed(name)).collect();
        acs3::canonical_request(self.method().as_str(), self.path(), &query, &signed, &acs3::hash(self.body()))
    }
}
