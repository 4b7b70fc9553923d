"""Rooms to meet in by video. Here stands a labelled stand-in, 演示视频室, on demo sites only.

It carries no picture and no sound: one presses who comes and goes. A city's own provider is another adapter that
implements ``VideoProvider`` and passes ``tests/video_sessions/test_contract.py``; whatever its notices look like on the
wire, they enter by ``video_notice_take``.
"""
