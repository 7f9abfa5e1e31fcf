/// What is made of each image, and how its files are called: several recipes with names, and
/// templates of names that are safe wherever files are.
@NullMarked
package org.imgmill.output;

import org.jspecify.annotations.NullMarked;
