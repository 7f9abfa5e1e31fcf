package org.imgmill.catalogue;

/// What a bad row does to its catalogue.
public enum OnBadRow {
    REJECT,
    SKIP
}
