package org.imgmill.webhook;

/// Says, inside the transaction that schedules them, that there are deliveries to make.
public record DeliveriesDue() {}
