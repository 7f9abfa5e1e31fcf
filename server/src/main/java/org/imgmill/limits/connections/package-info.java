/// Who may hold a connection, and for how long without asking for anything.
@NullMarked
package org.imgmill.limits.connections;

import org.jspecify.annotations.NullMarked;
