package org.imgmill.catalogue;

/// Something that a person should know about a catalogue that was taken all the same.
public record Warning(String code, String message) {}
