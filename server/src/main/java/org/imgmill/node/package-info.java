/// What every part of a server knows of the node it runs on: its folders, its role, and how a start
/// is refused.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.imgmill.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
