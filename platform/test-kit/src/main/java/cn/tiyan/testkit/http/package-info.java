/** Calls a service under test over real HTTP, in somebody's name. */
@NullMarked
package cn.tiyan.testkit.http;

import org.jspecify.annotations.NullMarked;
