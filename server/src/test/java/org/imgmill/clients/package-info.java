/// The clients that people copy, run as the README of theirs says.
@org.jspecify.annotations.NullMarked
package org.imgmill.clients;
