/// The web page and the sample catalogue it offers: where they are served, how long they are kept,
/// and what a browser may do with them.
@ApplicationModule(allowedDependencies = {"links", "outbound"})
@NullMarked
package org.imgmill.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
