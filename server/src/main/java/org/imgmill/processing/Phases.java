package org.imgmill.processing;

/// The order in which the parts of this package start; they stop the other way round: lanes first,
/// so that what they leave behind is still written.
final class Phases {

    static final int CODEC = 100;
    static final int FLUSHER = 200;
    static final int PEERS = 250;
    static final int LANES = 300;

    private Phases() {}
}
