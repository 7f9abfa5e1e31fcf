package org.imgmill.api.errors;

import org.imgmill.refusals.FilterOrder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.RequestContextFilter;

/// Lets every filter behind it know for which request it acts, authentication too: Spring Boot's
/// own filter for that comes later.
@Component
@Order(FilterOrder.REQUEST_CONTEXT)
class ActForARequest extends RequestContextFilter {}
