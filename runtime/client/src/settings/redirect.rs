//! The server that the environment redirects clients to.

use std::net::Ipv4Addr;

use twinspec_core::{Api, ENDPOINT_URL, Endpoint, Origin};

use super::build_error::BuildError;
use crate::Environment;

/// What a variable has to be.
const URL: &str = "a URL such as `http://127.0.0.1:4010`";
const URL_WITHOUT_PATH: &str = "a URL without a path, such as `http://127.0.0.1:4010`";

/// The variable that redirects the clients of one API; it overrides [`ENDPOINT_URL`]. Its name is that of
/// [`ENDPOINT_URL`] followed by the words of the API's title in capitals. If the title has letters that are not ASCII,
/// the name of the API is used instead; if the name has such letters too, there is no variable for this API alone.
///
/// ```
/// use twinspec_client::endpoint_variable;
/// use twinspec_core::{Api, Plain};
///
/// static API: Api = Api::new("PetStoreService", "2022-04-19", &Plain).title("Pet Store");
/// assert_eq!(endpoint_variable(&API).as_deref(), Some("TWINSPEC_ENDPOINT_URL_PET_STORE"));
/// ```
pub fn endpoint_variable(api: &Api) -> Option<String> {
    twinspec_core::endpoint_variable(api.title, api.name)
}

/// The server that the environment redirects the clients of an API to, usually a mock.
///
/// Builds with the feature `endpoint-env` look for it when a client is built; all others ignore the variables.
/// Following it emits a `tracing` event: a warning if requests go over http to another machine, where others can read
/// them.
///
/// ```
/// use twinspec_client::{Environment, Redirect};
/// use twinspec_core::{Api, Plain};
///
/// static API: Api = Api::new("petstore", "1.0.0", &Plain);
///
/// let environment = Environment::given([("TWINSPEC_ENDPOINT_URL", "http://127.0.0.1:4010")]);
/// let redirect = Redirect::find(&API, &environment)?;
/// if cfg!(feature = "endpoint-env") {
///     let redirect = redirect.expect("the variable is set");
///     assert_eq!(redirect.variable(), "TWINSPEC_ENDPOINT_URL");
///     assert_eq!(redirect.follow().to_string(), "http://127.0.0.1:4010");
/// } else {
///     assert!(redirect.is_none());
/// }
/// # Ok::<(), twinspec_client::BuildError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Redirect {
    api: &'static Api,
    variable: String,
    endpoint: Endpoint,
}

impl Redirect {
    /// The redirect of the clients of an API, if the environment has one.
    ///
    /// # Errors
    ///
    /// [`BuildError::EndpointVariable`]: the variable is set, but is not the URL of a server. A client that called the
    /// service instead would do something unexpected.
    pub fn find(api: &'static Api, environment: &Environment) -> Result<Option<Redirect>, BuildError> {
        if !cfg!(feature = "endpoint-env") {
            return Ok(None);
        }
        let variables = endpoint_variable(api).into_iter().chain([ENDPOINT_URL.to_owned()]);
        let Some(variable) = variables.into_iter().find(|variable| environment.has(variable)) else { return Ok(None) };
        let endpoint = environment.get(&variable).filter(|url| url.contains("://")).and_then(|url| url.parse().ok());
        match endpoint {
            Some(endpoint) => Ok(Some(Redirect { api, variable, endpoint })),
            None => Err(BuildError::EndpointVariable { variable, form: URL }),
        }
    }

    /// The variable that was set.
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// Where to send requests. This follows the redirect: it emits a `tracing` event.
    pub fn follow(self) -> Endpoint {
        self.tell();
        self.endpoint
    }

    /// Where to send the requests of an API whose server has no path. This follows the redirect like
    /// [`follow`](Self::follow).
    ///
    /// # Errors
    ///
    /// [`BuildError::EndpointVariable`]: the URL has a path.
    pub fn follow_without_path(self) -> Result<Origin, BuildError> {
        if !self.endpoint.base_path().is_empty() {
            return Err(BuildError::EndpointVariable { variable: self.variable, form: URL_WITHOUT_PATH });
        }
        Ok(self.follow().origin().clone())
    }

    fn tell(&self) {
        let Redirect { api, variable, endpoint } = self;
        let api = api.name;
        if can_be_read(endpoint.origin()) {
            tracing::warn!(
                api,
                variable,
                %endpoint,
                "the environment redirects a client over http to another machine: everyone on the way can read what it \
                 sends, arguments and tokens included"
            );
        } else {
            tracing::info!(api, variable, %endpoint, "the environment redirects a client");
        }
    }
}

/// Whether requests travel over a network without encryption.
fn can_be_read(origin: &Origin) -> bool {
    // 0.0.0.0 and [::] are what a server listens on; calling them reaches this machine.
    let is_this_machine = origin.is_loopback()
        || origin.host().parse::<Ipv4Addr>().is_ok_and(|address| address.is_unspecified())
        || origin.host() == "[::]";
    origin.scheme() == "http" && !is_this_machine
}

#[cfg(test)]
mod tests {
    use twinspec_core::{Api, Plain};

    use super::*;

    static API: Api = Api::new("PetStoreService", "2022-04-19", &Plain).title("Pet Store");

    fn find<const N: usize>(variables: [(&str, &str); N]) -> Result<Option<Redirect>, BuildError> {
        Redirect::find(&API, &Environment::given(variables))
    }

    #[test]
    fn the_variable_of_an_api_has_the_words_of_its_title() {
        static PETSTORE: Api = Api::new("Swagger Petstore - OpenAPI 3.0", "1", &Plain);
        static DISKS: Api = Api::new("Disks", "1", &Plain).title("云盘 Disks");
        static NEITHER: Api = Api::new("云", "1", &Plain);
        static NOTHING: Api = Api::new("-", "1", &Plain);
        let variables = [&API, &PETSTORE, &DISKS, &NEITHER, &NOTHING].map(endpoint_variable);
        let variables = variables.each_ref().map(Option::as_deref);
        let expected = [
            Some("TWINSPEC_ENDPOINT_URL_PET_STORE"),
            Some("TWINSPEC_ENDPOINT_URL_SWAGGER_PETSTORE_OPENAPI_3_0"),
            Some("TWINSPEC_ENDPOINT_URL_DISKS"),
            None,
            None,
        ];
        assert_eq!(variables, expected);
    }

    #[test]
    #[cfg(not(feature = "endpoint-env"))]
    fn a_build_without_the_feature_ignores_the_environment() {
        assert!(find([(ENDPOINT_URL, "http://127.0.0.1:1")]).unwrap().is_none());
        assert!(find([(ENDPOINT_URL, "nonsense")]).unwrap().is_none());
    }

    #[test]
    #[cfg(feature = "endpoint-env")]
    fn the_variable_of_the_api_wins_over_that_of_all() {
        let one = ("TWINSPEC_ENDPOINT_URL_PET_STORE", "https://one.example/v1/");
        let all = (ENDPOINT_URL, "http://127.0.0.1:1");
        let redirect = find([one, all]).unwrap().unwrap();
        assert_eq!(redirect.variable(), one.0);
        assert_eq!(redirect.follow().to_string(), "https://one.example/v1");
        let redirect = find([all, (one.0, ""), ("TWINSPEC_ENDPOINT_URL_OTHER", "http://127.0.0.1:2")]);
        assert_eq!(redirect.unwrap().unwrap().follow().to_string(), all.1);
        assert!(find([(ENDPOINT_URL, "")]).unwrap().is_none());
        assert!(find([]).unwrap().is_none());
    }

    #[test]
    #[cfg(feature = "endpoint-env")]
    fn what_is_not_a_url_is_an_error_that_does_not_repeat_it() {
        for value in
            ["127.0.0.1:4010", "localhost", "ftp://h", "http://", "http://u:secret@h", "http://h?a", " ", "http://h:x"]
        {
            let error = find([(ENDPOINT_URL, value)]).unwrap_err().to_string();
            assert_eq!(
                error,
                "TWINSPEC_ENDPOINT_URL is not a URL such as `http://127.0.0.1:4010`; change it or unset it"
            );
        }
        let error = find([("TWINSPEC_ENDPOINT_URL_PET_STORE", "mock")]).unwrap_err().to_string();
        assert!(error.starts_with("TWINSPEC_ENDPOINT_URL_PET_STORE is not a URL"), "{error}");
        let error = find([(ENDPOINT_URL, "http://h/v1")]).unwrap().unwrap().follow_without_path().unwrap_err();
        assert!(error.to_string().contains("is not a URL without a path"), "{error}");
    }

    #[test]
    fn only_http_to_another_machine_can_be_read() {
        for url in [
            "http://127.0.0.1:1",
            "http://localhost",
            "http://[::1]:1",
            "http://0.0.0.0:1",
            "http://[::]:1",
            "https://h",
        ] {
            assert!(!can_be_read(&url.parse().unwrap()), "{url}");
        }
        for url in ["http://mock.example", "http://10.0.0.1:8080", "http://localhost.example"] {
            assert!(can_be_read(&url.parse().unwrap()), "{url}");
        }
    }
}
