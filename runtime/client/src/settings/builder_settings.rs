//! The methods that the client builders of all protocols have.

/// Writes the methods that the client builders of all protocols have. It stands in an `impl` of a builder with a field
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
        /// The endpoint to call, whatever else says where the API is: a host or `host:port`, which are called by https,
        /// or a URL such as `http://127.0.0.1:8080`.
        ///
        /// It wins over the variable `TWINSPEC_ENDPOINT_URL`, with which builds with the feature `endpoint-env` of
        /// [`twinspec_client`]($crate) can be sent to a mock, and over that of the [API alone]($crate::endpoint_variable).
        ///
        /// Over http everyone on the way can read what is sent, arguments and tokens included.
        pub fn endpoint(mut self, endpoint: impl ::core::convert::Into<::std::string::String>) -> Self {
            self.settings.set_endpoint(endpoint);
            self
        }

        /// How long a call may take, with the credentials, all attempts and the time between them. A call that takes
        /// longer fails with the kind `Timeout`. It is 10 minutes unless set; with a [`timer`](Self::timer) of your own
        /// there is no limit unless set.
        pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.settings.set_timeout(timeout);
            self
        }

        /// How long a connection may take; 10 seconds unless set. See
        /// [`TransportSettings::connect_timeout`]($crate::TransportSettings::connect_timeout).
        pub fn connect_timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.settings.set_transport_setting("connect_timeout", |settings| settings.connect_timeout(timeout));
            self
        }

        /// How long the server may be silent in an attempt; 60 seconds unless set. See
        /// [`TransportSettings::read_timeout`]($crate::TransportSettings::read_timeout).
        pub fn read_timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.settings.set_transport_setting("read_timeout", |settings| settings.read_timeout(timeout));
            self
        }

        /// How many bytes the body of an answer may have; 64 MiB unless set. See
        /// [`TransportSettings::max_response_bytes`]($crate::TransportSettings::max_response_bytes).
        pub fn max_response_bytes(mut self, bytes: usize) -> Self {
            self.settings.set_transport_setting("max_response_bytes", |settings| settings.max_response_bytes(bytes));
            self
        }

        /// One or more certificates in PEM that are trusted besides those of the operating system. See
        /// [`TransportSettings::root_certificate`]($crate::TransportSettings::root_certificate).
        pub fn root_certificate(mut self, pem: impl ::core::convert::Into<::std::vec::Vec<u8>>) -> Self {
            self.settings.set_transport_setting("root_certificate", |settings| settings.root_certificate(pem));
            self
        }

        /// What stands at the end of the `user-agent`, to tell your program from others.
        pub fn user_agent(mut self, suffix: impl ::core::convert::Into<::std::string::String>) -> Self {
            self.settings.set_user_agent(suffix);
            self
        }

        /// How often and after how long a call is attempted again;
        /// [`RetryPolicy::default`]($crate::RetryPolicy::default) unless set. What is repeated at all, the documentation
        /// of [`twinspec_client`]($crate) says.
        pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
            self.settings.set_retry(policy);
            self
        }

        /// What to wait with before a call is attempted again, to end a call that takes too long, and between the polls
        /// of a [`Poller`]($crate::Poller), instead of the timer of the default transport.
        pub fn timer(mut self, timer: impl $crate::Timer) -> Self {
            self.settings.set_timer(timer);
            self
        }

        /// Something that sees each attempt of each call, and can add to it or end it. Several are asked in the order in
        /// which they are given.
        pub fn interceptor(mut self, interceptor: impl $crate::Interceptor) -> Self {
            self.settings.add_interceptor(interceptor);
            self
        }

        /// What to send requests with, instead of the default transport. It has its own settings, and brings no timer:
        /// unless [`timer`](Self::timer) is called too, no call is repeated and none is ended after a time. Credentials
        /// that have to be fetched are fetched with it too.
        pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
            self.settings.set_transport(transport);
            self
        }
    };
}
