/// A PostgreSQL that is brought along and run inside a folder: unpacked, initialised, started,
/// looked after and stopped, without anything being installed.
@NullMarked
package org.imgmill.postgres;

import org.jspecify.annotations.NullMarked;
