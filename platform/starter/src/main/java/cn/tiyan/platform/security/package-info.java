/** Who is calling, in which unit, and what that lets them see. */
@NullMarked
package cn.tiyan.platform.security;

import org.jspecify.annotations.NullMarked;
