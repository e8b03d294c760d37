"""inquit: who says what about whom in political writing, and do they favour it or oppose it?"""
