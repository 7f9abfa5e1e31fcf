/// Whether outputs look like their inputs, judged by a browser.
@org.jspecify.annotations.NullMarked
package org.imgmill.looks;
