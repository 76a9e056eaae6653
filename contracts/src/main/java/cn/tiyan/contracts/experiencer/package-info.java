/** Events of experiencers (topic experiencer.events). */
@NullMarked
package cn.tiyan.contracts.experiencer;

import org.jspecify.annotations.NullMarked;
