package org.imgmill.csv;

/// What a bad row does to its catalogue.
public enum OnBadRow {
    REJECT,
    SKIP
}
