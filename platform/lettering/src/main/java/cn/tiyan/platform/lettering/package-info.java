/** Letters for whatever the services draw or print: fonts that come along and know Chinese. */
@NullMarked
package cn.tiyan.platform.lettering;

import org.jspecify.annotations.NullMarked;
