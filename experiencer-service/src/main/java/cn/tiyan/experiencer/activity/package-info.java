/** 体验活动: planned, experiencers invited to them, held and put on record; unannounced inspections kept from those they are about. */
@NullMarked
package cn.tiyan.experiencer.activity;

import org.jspecify.annotations.NullMarked;
