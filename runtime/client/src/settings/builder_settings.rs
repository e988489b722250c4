//! The methods that the client builders of all protocols have.

/// Writes the methods that the client builders of all protocols have. Use it in an `impl` of a builder with a field
/// `settings` that is a [`Settings`](crate::Settings).
///
/// ```
/// use twinspec_client::Settings;
///
/// #[derive(Default)]
/// pub struct Builder {
///     settings: Settings,
/// }
///
/// impl Builder {
///     twinspec_client::builder_settings!();
/// }
///
/// let builder = Builder::default().endpoint("http://127.0.0.1:8080").timeout(std::time::Duration::from_secs(5));
/// assert_eq!(builder.settings.endpoint(), Some("http://127.0.0.1:8080"));
/// ```
#[macro_export]
macro_rules! builder_settings {
    () => {
        /// Sets the endpoint to call, which overrides region, site and server: a host or `host:port`, which are called
        /// by https, or a URL such as `http://127.0.0.1:8080`.
        ///
        /// It overrides the variable `TWINSPEC_ENDPOINT_URL`, which can redirect builds with the feature `endpoint-env`
        /// of [`twinspec_client`]($crate) to a mock, and the variable of the [API alone]($crate::endpoint_variable).
        ///
        /// Over http, everyone on the network path can read what is sent, including arguments and tokens.
        pub fn endpoint(mut self, endpoint: impl ::core::convert::Into<::std::string::String>) -> Self {
            self.settings.set_endpoint(endpoint);
            self
        }

        /// How long a call may take, with the credentials, all attempts and the time between them. A call that takes
        /// longer fails with the kind `Timeout`. The default is 10 minutes; with your own
        /// [`timer`](Self::timer) there is no limit by default.
        pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.settings.set_timeout(timeout);
            self
        }

        /// How long making a connection may take; the default is 10 seconds. See
        /// [`TransportSettings::connect_timeout`]($crate::TransportSettings::connect_timeout).
        pub fn connect_timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.settings.set_transport_setting("connect_timeout", |settings| settings.connect_timeout(timeout));
            self
        }

        /// How long the server may be silent in an attempt; the default is 60 seconds. See
        /// [`TransportSettings::read_timeout`]($crate::TransportSettings::read_timeout).
        pub fn read_timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.settings.set_transport_setting("read_timeout", |settings| settings.read_timeout(timeout));
            self
        }

        /// How many bytes the body of a response may have; the default is 64 MiB. See
        /// [`TransportSettings::max_response_bytes`]($crate::TransportSettings::max_response_bytes).
        pub fn max_response_bytes(mut self, bytes: usize) -> Self {
            self.settings.set_transport_setting("max_response_bytes", |settings| settings.max_response_bytes(bytes));
            self
        }

        /// One or more certificates in PEM to trust, in addition to those of the operating system. See
        /// [`TransportSettings::root_certificate`]($crate::TransportSettings::root_certificate).
        pub fn root_certificate(mut self, pem: impl ::core::convert::Into<::std::vec::Vec<u8>>) -> Self {
            self.settings.set_transport_setting("root_certificate", |settings| settings.root_certificate(pem));
            self
        }

        /// The certificate of the client and its private key, in PEM, for servers that ask who calls by mutual TLS. See
        /// [`TransportSettings::client_certificate`]($crate::TransportSettings::client_certificate).
        pub fn client_certificate(mut self, pem: impl ::core::convert::Into<::std::vec::Vec<u8>>) -> Self {
            self.settings.set_transport_setting("client_certificate", |settings| settings.client_certificate(pem));
            self
        }

        /// The end of the `user-agent`, which identifies your program.
        pub fn user_agent(mut self, suffix: impl ::core::convert::Into<::std::string::String>) -> Self {
            self.settings.set_user_agent(suffix);
            self
        }

        /// How often and after how long a call is attempted again;
        /// [`RetryPolicy::default`]($crate::RetryPolicy::default) by default. The documentation of
        /// [`twinspec_client`]($crate) says which calls are repeated at all.
        pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
            self.settings.set_retry(policy);
            self
        }

        /// The timer for the pause between attempts, for time limits of calls, and between the polls of a
        /// [`Poller`]($crate::Poller), instead of the timer of the default transport.
        pub fn timer(mut self, timer: impl $crate::Timer) -> Self {
            self.settings.set_timer(timer);
            self
        }

        /// An interceptor, which sees each attempt of each call, and can add headers or end the call. Several run in
        /// the order in which they are set.
        pub fn interceptor(mut self, interceptor: impl $crate::Interceptor) -> Self {
            self.settings.add_interceptor(interceptor);
            self
        }

        /// The transport for requests, instead of the default one. It has its own settings, and no timer: unless
        /// [`timer`](Self::timer) is set too, calls are neither repeated nor limited in time. It is also used to fetch
        /// credentials.
        pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
            self.settings.set_transport(transport);
            self
        }
    };
}
