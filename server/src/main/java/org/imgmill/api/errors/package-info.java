/// How a request ends that is not answered: the closed list of problems, and each as
/// application/problem+json.
@NamedInterface("errors")
@NullMarked
package org.imgmill.api.errors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
