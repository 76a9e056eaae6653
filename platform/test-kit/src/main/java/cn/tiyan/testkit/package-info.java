/** What a service's tests start from: the whole service on real infrastructure, and people to act as. */
@NullMarked
package cn.tiyan.testkit;

import org.jspecify.annotations.NullMarked;
