/** Settings that operators change in Nacos while a service runs. */
@NullMarked
package cn.tiyan.platform.settings;

import org.jspecify.annotations.NullMarked;
