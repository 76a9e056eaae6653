/** Personal data: encrypted at rest, masked wherever it is shown. */
@NullMarked
package cn.tiyan.platform.privacy;

import org.jspecify.annotations.NullMarked;
