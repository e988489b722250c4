{{ allow_deprecated }}
impl twinspec_core::Paginate for Request {
    type Item = {{ item }};
    type Start = {{ start }};

    fn items(body: &mut ResponseBody) -> Option<&mut Vec<Self::Item>> {
        {{ items }}
    }

    fn next(&self, {{ body }}: &twinspec_core::Response<ResponseBody>, {{ progress }}: twinspec_core::Progress) -> Option<Self::Start> {
        {{ next }}
    }

    fn start_at(&mut self, start: Self::Start) {
        {{ start_at }}
    }
}
