/** The organisation tree of the province, which this service owns and tells the others about. */
@NullMarked
package cn.tiyan.experiencer.organisation;

import org.jspecify.annotations.NullMarked;
